[
  import_deps: [:ecto, :ecto_sql, :oban, :phoenix],
  inputs: ["*.exs", "{config,lib,priv}/**/*.{ex,exs}"]
]
