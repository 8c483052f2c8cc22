require_relative "worker"

# Longer than an order may wait and run. Too short only means a second delivery.
age = Integer(ENV.fetch("SWEEP_AGE_SECONDS", "600"))
now = Time.now.to_i

# region: sweep
orders = Sidekiq.redis { |redis| redis.hgetall("orders") }
done = Sidekiq.redis { |redis| redis.call("HKEYS", "receipts") }

orders.except(*done).each do |order_id, record|
  order = JSON.parse(record)
  next if order["queued_at"] > now - age

  # A new time stamp, so that the next run does not queue it once more.
  order["queued_at"] = now
  Sidekiq.redis { |redis| redis.hset("orders", order_id, JSON.generate(order)) }
  OrderJob.perform_async(order_id, order["seconds"])
  Sidekiq.logger.info "order #{order_id} queued again: no receipt after #{age} s"
end
# endregion: sweep
