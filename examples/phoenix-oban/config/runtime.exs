import Config

# All of this is read by every command of the release, also by the worker and by the migration.
database = [url: System.fetch_env!("DATABASE_URL")]

# Two instances of one name would both be leader, so it must be unique.
oban = [repo: Orders.Repo, node: System.get_env("RENDER_INSTANCE_ID", "local")]

{:ok, ip} = "HOST" |> System.get_env("0.0.0.0") |> to_charlist() |> :inet.parse_address()

config :orders, OrdersWeb.Endpoint,
  url: [host: System.get_env("RENDER_EXTERNAL_HOSTNAME", "localhost"), port: 443, scheme: "https"],
  http: [
    ip: ip,
    port: String.to_integer(System.get_env("PORT", "10000")),
    # How long running requests have after SIGTERM.
    thousand_island_options: [shutdown_timeout: 15_000]
  ],
  secret_key_base: System.fetch_env!("SECRET_KEY_BASE")

if System.get_env("PHX_SERVER") in ~w(true 1) do
  config :orders, OrdersWeb.Endpoint, server: true
  config :orders, Orders.Repo, database ++ [pool_size: 5]

  # Only enqueues. `peer: false`, or it could become leader and the worker's plugins would stop.
  config :orders, Oban, oban ++ [queues: false, plugins: false, peer: false]
else
  concurrency = String.to_integer(System.get_env("WORKER_CONCURRENCY", "5"))
  grace = String.to_integer(System.get_env("GRACE_SECONDS", "50"))
  rescue_after = String.to_integer(System.get_env("RESCUE_AFTER_SECONDS", "3900"))

  # One connection for each running job, two for Oban's own queries.
  config :orders, Orders.Repo, database ++ [pool_size: concurrency + 2]

  plugins = [
    {Oban.Plugins.Lifeline, rescue_after: :timer.seconds(rescue_after)},
    {Oban.Plugins.Pruner, max_age: 7 * 24 * 3600}
  ]

  settings = [
    queues: [orders: concurrency],
    shutdown_grace_period: :timer.seconds(grace),
    plugins: plugins
  ]

  config :orders, Oban, oban ++ settings
end
