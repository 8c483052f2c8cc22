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

    # region: good-job
    config.active_job.queue_adapter = :good_job

    # Web processes enqueue, and only `good_job start` runs jobs. The default in production.
    config.good_job.execution_mode = :external
    config.good_job.max_threads = Integer(ENV.fetch("WORKER_CONCURRENCY", 3))
    # endregion: good-job
  end
end
