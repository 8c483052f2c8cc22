defmodule Orders.Release do
  @moduledoc "Run with `bin/orders eval Orders.Release.migrate`: a release has no Mix."

  def migrate do
    Application.ensure_loaded(:orders)

    for repo <- Application.fetch_env!(:orders, :ecto_repos) do
      {:ok, _, _} = Ecto.Migrator.with_repo(repo, &Ecto.Migrator.run(&1, :up, all: true))
    end
  end
end
