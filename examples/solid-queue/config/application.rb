require_relative "boot"

require "rails"
require "active_job/railtie"
require "active_record/railtie"
require "action_controller/railtie"

Bundler.require(*Rails.groups)

module Orders
  class Application < Rails::Application
    config.load_defaults 8.1
    config.api_only = true
    config.eager_load = Rails.env.production?
    config.logger = ActiveSupport::TaggedLogging.logger($stdout)
    config.log_level = :info
    config.active_record.dump_schema_after_migration = false

    # region: solid-queue
    config.active_job.queue_adapter = :solid_queue

    # Seconds that running jobs get after SIGTERM, below maxShutdownDelaySeconds. The default is 5.
    config.solid_queue.shutdown_timeout = 50.seconds

    # A process that is silent for a minute counts as dead; so often, too, the dead are looked for.
    # Durations, not numbers: with a number, nothing is pruned.
    config.solid_queue.process_heartbeat_interval = 15.seconds
    config.solid_queue.process_alive_threshold = 60.seconds
    # endregion: solid-queue
  end
end
