# Builds a copy of examples/sidekiq, in the folder where this runs, on the Ruby packages of Debian.
set -eu
here=$(dirname "$0")
rm -f Gemfile.lock .ruby-version
cp "$here/Gemfile" "$here/debian.rb" .
if ! grep -q debian worker.rb; then sed -i '1i require_relative "debian"' worker.rb; fi
# A rehearsal installs gems into a folder of its own; these are the system's.
bundle config set --local path.system true
bundle install --local --quiet
