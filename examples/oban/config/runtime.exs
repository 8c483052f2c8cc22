import Config

database = [url: System.fetch_env!("DATABASE_URL")]

# Two instances of one name would both be leader, so it must be unique.
oban = [repo: Orders.Repo, node: System.get_env("RENDER_INSTANCE_ID", "local")]

case System.fetch_env!("ROLE") do
  "web" ->
    config :orders, Orders.Repo, database ++ [pool_size: 5]

    # Only enqueues. `peer: false`, or it could become leader and the worker's plugins would stop.
    config :orders, Oban, oban ++ [queues: [], plugins: false, peer: false]

    {:ok, ip} = "HOST" |> System.get_env("0.0.0.0") |> to_charlist() |> :inet.parse_address()
    config :orders, http: [ip: ip, port: String.to_integer(System.get_env("PORT", "10000"))]

  "worker" ->
    concurrency = String.to_integer(System.get_env("WORKER_CONCURRENCY", "5"))
    grace = String.to_integer(System.get_env("GRACE_SECONDS", "50"))
    rescue_after = String.to_integer(System.get_env("RESCUE_AFTER_SECONDS", "3900"))

    # One connection for each running job, two for Oban's own queries.
    config :orders, Orders.Repo, database ++ [pool_size: concurrency + 2]

    plugins = [
      # Without it, the job of a killed worker stays `executing` for ever.
      {Oban.Plugins.Lifeline, rescue_after: :timer.seconds(rescue_after)},
      # Without it, the table grows for ever. Its own default keeps a job for 60 seconds.
      {Oban.Plugins.Pruner, max_age: 7 * 24 * 3600}
    ]

    settings = [
      queues: [orders: concurrency],
      shutdown_grace_period: :timer.seconds(grace),
      plugins: plugins
    ]

    config :orders, Oban, oban ++ settings
end
