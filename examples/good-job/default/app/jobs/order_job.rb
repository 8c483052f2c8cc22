# What a first job looks like: no retries, and a database that is always there.
class OrderJob < ApplicationJob
  def perform(order_id, seconds)
    logger.info "order #{order_id} started"
    sleep seconds # the work

    written = Receipt.write(order_id)
    logger.info "order #{order_id} receipt #{written ? "written" : "was already there"}"
  end
end
