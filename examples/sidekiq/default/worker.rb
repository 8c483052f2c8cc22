require "json"
require "sidekiq"
require "time"

# What a first worker looks like: no configuration, since Sidekiq finds REDIS_URL by itself.
class OrderJob
  include Sidekiq::Job

  def perform(order_id, seconds)
    logger.info "order #{order_id} started"
    sleep seconds # the work

    receipt = JSON.generate(order_id: order_id, written_at: Time.now.utc.iso8601)
    written = Sidekiq.redis { |redis| redis.hsetnx("receipts", order_id, receipt) }
    logger.info "order #{order_id} receipt #{written == 1 ? "written" : "was already there"}"
  end
end
