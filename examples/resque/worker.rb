require "securerandom"
require_relative "orders"

# region: worker
# Pauses in seconds between reconnects: a broker that restarts is waited for, up to 6.5 s.
Resque.redis = Redis.new(url: ENV.fetch("REDIS_URL"), reconnect_attempts: [0.5, 1, 2, 3])

Resque.heartbeat_interval = 10
Resque.prune_interval = 60

# Resque looks for dead workers only when one starts, which is too early after a kill.
module Watch
  # A worker of the same name would write over what a killed one left behind.
  def hostname
    @hostname ||= "#{Socket.gethostname}-#{SecureRandom.hex(4)}"
  end

  def heartbeat!(...)
    super
    prune_dead_workers
  rescue StandardError => error
    # Unrescued, one outage ends the heartbeats, and this worker is taken for dead.
    Resque.logger.error "heartbeat: #{error.class}: #{error.message}"
  end
end
Resque::Worker.prepend(Watch)
# endregion: worker
