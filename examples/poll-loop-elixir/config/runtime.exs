import Config

uri = "DATABASE_URL" |> System.fetch_env!() |> URI.parse()
[username | password] = uri.userinfo |> String.split(":", parts: 2) |> Enum.map(&URI.decode/1)

database = [
  hostname: uri.host,
  port: uri.port || 5432,
  database: String.trim_leading(uri.path, "/"),
  username: username,
  password: List.first(password),
  # So that a transaction pooler does no harm.
  prepare: :unnamed,
  # Pauses between attempts to connect; up to 30 s by default.
  backoff_max: 10_000
]

config :orders, role: System.fetch_env!("ROLE")

case System.fetch_env!("ROLE") do
  "web" ->
    {:ok, ip} = "HOST" |> System.get_env("0.0.0.0") |> to_charlist() |> :inet.parse_address()
    port = String.to_integer(System.get_env("PORT", "10000"))
    config :orders, database: [pool_size: 5] ++ database, http: [ip: ip, port: port]

  "worker" ->
    # Each slot is a process, and needs one connection at most.
    concurrency = String.to_integer(System.get_env("WORKER_CONCURRENCY", "4"))
    config :orders, database: [pool_size: concurrency] ++ database, concurrency: concurrency
end
