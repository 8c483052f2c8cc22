ENV["BUNDLE_GEMFILE"] ||= File.expand_path("../Gemfile", __dir__)

require "bundler/setup"

# Render's log is a pipe, and no line may wait in a buffer.
$stdout.sync = true
