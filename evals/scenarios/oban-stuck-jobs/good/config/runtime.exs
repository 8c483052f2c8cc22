import Config

config :shop, Shop.Repo, url: System.fetch_env!("DATABASE_URL"), pool_size: 12

config :shop, Oban,
  repo: Shop.Repo,
  node: System.get_env("RENDER_INSTANCE_ID", "local"),
  queues: [invoices: 10],
  shutdown_grace_period: :timer.seconds(50),
  plugins: [
    {Oban.Plugins.Lifeline, rescue_after: :timer.minutes(15)},
    {Oban.Plugins.Pruner, max_age: 7 * 24 * 3600}
  ]
