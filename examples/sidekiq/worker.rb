require "json"
require "sidekiq"
require "time"

# region: config
Sidekiq.configure_server do |config|
  # Pauses in seconds between reconnects: a broker that restarts is waited for, up to 6.5 s.
  config.redis = { url: ENV.fetch("REDIS_URL"), reconnect_attempts: [0.5, 1, 2, 3] }
  # The default formatter colors its lines even when no terminal reads them.
  config.logger.formatter = Sidekiq::Logger::Formatters::Plain.new
end

Sidekiq.configure_client do |config|
  # Somebody waits for the producer's answer: it gives up within about two seconds.
  config.redis = { url: ENV.fetch("REDIS_URL"), timeout: 1, reconnect_attempts: 1 }
  config.logger.formatter = Sidekiq::Logger::Formatters::Plain.new
end
# endregion: config

# region: job
class OrderJob
  include Sidekiq::Job

  sidekiq_options queue: "default", retry: 5

  # Arguments travel as JSON: strings, numbers, booleans, nil, arrays and hashes with string keys.
  def perform(order_id, seconds)
    logger.info "order #{order_id} started"
    sleep seconds # the work

    # HSETNX writes only if the field is absent, so a second delivery changes nothing.
    receipt = JSON.generate(order_id: order_id, written_at: Time.now.utc.iso8601)
    written = Sidekiq.redis { |redis| redis.hsetnx("receipts", order_id, receipt) }
    logger.info "order #{order_id} receipt #{written == 1 ? "written" : "was already there"}"
  end
end
# endregion: job
