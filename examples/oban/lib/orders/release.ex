defmodule Orders.Release do
  @moduledoc "Run with `bin/orders eval Orders.Release.migrate`: a release has no Mix."

  def migrate do
    {:ok, _, _} =
      Ecto.Migrator.with_repo(Orders.Repo, &Ecto.Migrator.run(&1, :up, all: true))
  end
end
