require_relative "orders"

# What a first worker looks like: Resque's own connection and intervals.
Resque.redis = ENV.fetch("REDIS_URL")
