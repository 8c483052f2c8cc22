import Config

config :orders, ecto_repos: [Orders.Repo]

config :orders, OrdersWeb.Endpoint,
  adapter: Bandit.PhoenixAdapter,
  render_errors: [formats: [json: OrdersWeb.ErrorJSON], layout: false]

# Phoenix and Postgrex look for Jason unless they are told of Elixir's own JSON module.
config :phoenix, :json_library, JSON
config :postgrex, :json_library, JSON

config :logger, level: :info
config :logger, :default_formatter, format: "$time [$level] $message\n"
