import Config

# Postgrex looks for Jason unless it is told of Elixir's own JSON module. Read when it compiles.
config :postgrex, :json_library, JSON

config :logger, level: :info
config :logger, :default_formatter, format: "$time [$level] $message\n"
