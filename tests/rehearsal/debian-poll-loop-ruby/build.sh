# Builds a copy of examples/poll-loop-ruby, in the folder where this runs, on the Ruby packages of Debian.
set -eu
rm -f Gemfile.lock .ruby-version
cp "$(dirname "$0")/Gemfile" .
# A rehearsal installs gems into a folder of its own; these are the system's.
bundle config set --local path.system true
bundle install --local --quiet
