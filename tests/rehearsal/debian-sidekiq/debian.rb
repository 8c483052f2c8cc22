# What examples/sidekiq uses of Sidekiq 8 and redis-client, on Debian's Sidekiq 6.4 and redis 4.8.
require "redis"
require "sidekiq"

module RedisClient
  Error = Redis::BaseError
end

Sidekiq::Logger::Formatters::Plain = Sidekiq::Logger::Formatters::WithoutTimestamp

Redis.prepend(Module.new do
  def hsetnx(...) = super ? 1 : 0
end)

# A list of pauses between attempts came with redis-client; before, there was their number.
Sidekiq::RedisConnection.singleton_class.prepend(Module.new do
  def create(options = {})
    attempts = options[:reconnect_attempts]
    return super unless attempts.is_a?(Array)

    super(options.merge(reconnect_attempts: attempts.size, reconnect_delay: attempts.first, reconnect_delay_max: attempts.last))
  end
end)
