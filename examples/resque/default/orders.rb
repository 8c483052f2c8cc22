require "json"
require "resque"
require "time"

class OrderJob
  @queue = :orders

  def self.perform(order_id, seconds)
    puts "order #{order_id} started"
    sleep seconds # the work

    receipt = JSON.generate(order_id: order_id, written_at: Time.now.utc.iso8601)
    written = Resque.redis.hsetnx("receipts", order_id, receipt)
    puts "order #{order_id} receipt #{written ? "written" : "was already there"}"
  end
end
