defmodule Orders.Release do
  @moduledoc "Run with `bin/orders eval Orders.Release.migrate`: a release has no Mix."

  def migrate do
    {:ok, _} = Application.ensure_all_started(:postgrex)
    {:ok, connection} = Postgrex.start_link(Application.fetch_env!(:orders, :database))

    # One statement and so one transaction, behind a lock: `create table if not exists` alone fails
    # when two run it at the same moment.
    schema = File.read!(Application.app_dir(:orders, "priv/schema.sql"))
    lock = "perform pg_advisory_xact_lock(7265);"
    Postgrex.query!(connection, "do $migrate$ begin #{lock} #{schema} end $migrate$", [])
  end
end
