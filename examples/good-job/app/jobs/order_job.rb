# region: job
class OrderJob < ApplicationJob
  def perform(order_id, seconds)
    logger.info "order #{order_id} started"
    sleep seconds # the work

    written = patiently { Receipt.write(order_id) }
    logger.info "order #{order_id} receipt #{written ? "written" : "was already there"}"
  end

  private

  # A database that restarts is waited for: Active Job could not save the retry there either.
  def patiently
    deadline = Time.current + 60
    begin
      yield
    rescue ActiveRecord::ConnectionNotEstablished, ActiveRecord::ConnectionFailed
      raise if Time.current > deadline

      sleep 1
      retry
    end
  end
end
# endregion: job
