require_relative "api"

# Puma's log and ours share a pipe on Render: no line may wait in a buffer.
$stdout.sync = true

run Api.new
