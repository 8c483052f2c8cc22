defmodule Orders do
  @moduledoc "What the web service asks of the database."

  alias Orders.Database

  require Logger

  # region: accept
  @doc """
  Puts the order into the table. In your application, what the request changes belongs into the same
  transaction: the job then exists if and only if the change does.
  """
  def accept(order_id, seconds) do
    insert = "insert into jobs (order_id, seconds) values ($1, $2)"
    with {:ok, _} <- query(insert, [order_id, seconds / 1]), do: :ok
  end

  # endregion: accept

  def receipt(order_id) do
    select = "select order_id, written_at from receipts where order_id = $1"

    case query(select, [order_id]) do
      {:ok, %{rows: [[order_id, at]]}} -> {:ok, %{order_id: order_id, written_at: at}}
      {:ok, _} -> {:ok, nil}
      {:error, reason} -> {:error, reason}
    end
  end

  def count_receipts do
    with {:ok, %{rows: [[count]]}} <- query("select count(*) from receipts", []), do: {:ok, count}
  end

  defp query(sql, params) do
    with {:error, error} <- Database.query(sql, params) do
      Logger.error("database: #{Exception.message(error)}")
      {:error, "the database cannot be reached or refused the query"}
    end
  end
end
