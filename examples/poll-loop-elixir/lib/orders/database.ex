defmodule Orders.Database do
  @moduledoc "The pool. It connects by itself, also after the database was away."

  def child_spec(_) do
    options = Application.fetch_env!(:orders, :database)
    Postgrex.child_spec([name: __MODULE__] ++ options)
  end

  @doc "`{:ok, result}` or `{:error, exception}`, within a few seconds."
  def query(sql, params \\ []), do: Postgrex.query(__MODULE__, sql, params, timeout: 5_000)
end
