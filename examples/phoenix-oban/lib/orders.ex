defmodule Orders do
  alias Orders.{Receipt, ReceiptWorker, Repo}

  require Logger

  # region: accept
  @doc """
  Puts the order into the queue. In an application, what the request changes belongs into the same
  transaction: the job then exists if and only if the change does.
  """
  def accept(order_id, seconds) do
    job = ReceiptWorker.new(%{order_id: order_id, seconds: seconds})

    case query(fn -> Repo.transact(fn -> Oban.insert(job) end) end) do
      # Another request is inserting this very order and may still fail.
      {:ok, %Oban.Job{id: nil}} -> {:error, "order #{order_id} is just being inserted"}
      {:ok, %Oban.Job{}} -> :ok
      {:error, reason} -> {:error, reason}
    end
  end

  # endregion: accept

  def receipt(order_id), do: query(fn -> {:ok, Repo.get(Receipt, order_id)} end)

  def count_receipts, do: query(fn -> {:ok, Repo.aggregate(Receipt, :count)} end)

  # Oban and the pool retry for longer than a client should wait.
  defp query(fun) do
    task = Task.async(fn -> attempt(fun) end)

    case Task.yield(task, 5_000) || Task.shutdown(task, :brutal_kill) do
      {:ok, {:error, reason}} -> unavailable(reason)
      {:ok, result} -> result
      nil -> unavailable("no answer within 5 seconds")
    end
  end

  defp attempt(fun) do
    fun.()
  rescue
    error in [DBConnection.ConnectionError, Postgrex.Error] -> {:error, Exception.message(error)}
  end

  defp unavailable(reason) do
    Logger.error("database: #{inspect(reason)}")
    {:error, "the database cannot be reached or refused the query"}
  end
end
