[
  import_deps: [:ecto, :ecto_sql, :oban, :plug],
  inputs: ["*.exs", "{config,lib,priv}/**/*.{ex,exs}"]
]
