import Config

config :orders, Orders.Repo, url: System.fetch_env!("DATABASE_URL"), pool_size: 10

# As Oban's installation guide has it: no plugins, and its own grace period.
oban = [
  engine: Oban.Engines.Basic,
  queues: [default: 10],
  repo: Orders.Repo,
  # By default the host's name, and on Render each instance has a host of its own.
  node: System.get_env("RENDER_INSTANCE_ID", "local")
]

case System.fetch_env!("ROLE") do
  "web" ->
    # Or the API works on orders too.
    config :orders, Oban, Keyword.put(oban, :queues, [])

    {:ok, ip} = "HOST" |> System.get_env("0.0.0.0") |> to_charlist() |> :inet.parse_address()
    config :orders, http: [ip: ip, port: String.to_integer(System.get_env("PORT", "10000"))]

  "worker" ->
    config :orders, Oban, oban
end
