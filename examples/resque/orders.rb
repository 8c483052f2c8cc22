require "json"
require "resque"
require "time"

# region: job
class OrderJob
  @queue = :orders

  # Arguments travel as JSON. The last one counts how often the job's process has died.
  def self.perform(order_id, seconds, _deaths = 0)
    puts "order #{order_id} started"
    sleep seconds # the work

    # HSETNX writes only if the field is absent, so a second delivery changes nothing.
    receipt = JSON.generate(order_id: order_id, written_at: Time.now.utc.iso8601)
    written = Resque.redis.hsetnx("receipts", order_id, receipt)
    puts "order #{order_id} receipt #{written ? "written" : "was already there"}"
  end

  # Resque runs every method whose name starts with on_failure, and never runs a job again itself.
  def self.on_failure_give_back(error, order_id, seconds, deaths = 0)
    case error
    when Resque::TermException # a deploy: no fault of the job
      Resque.enqueue(self, order_id, seconds, deaths)
    when Resque::DirtyExit # its process or its worker died; a job that kills them must end some day
      Resque.enqueue(self, order_id, seconds, deaths + 1) if deaths < 3
    end
  end
end
# endregion: job
