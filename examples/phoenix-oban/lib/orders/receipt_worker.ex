defmodule Orders.ReceiptWorker do
  # region: worker
  # More than one attempt, or Lifeline discards the job of a killed worker instead of retrying it.
  use Oban.Worker,
    queue: :orders,
    max_attempts: 5,
    unique: [period: :infinity, keys: [:order_id]]

  alias Orders.{Receipt, Repo}

  require Logger

  @impl Oban.Worker
  def perform(%Oban.Job{args: %{"order_id" => order_id, "seconds" => seconds}}) do
    Logger.info("order #{order_id} started")
    Process.sleep(round(seconds * 1000))

    receipt = %{order_id: order_id, written_at: DateTime.utc_now()}

    case Repo.insert_all(Receipt, [receipt], on_conflict: :nothing, conflict_target: :order_id) do
      {1, _} -> Logger.info("order #{order_id} receipt written")
      {0, _} -> Logger.info("order #{order_id} receipt was already there")
    end
  end

  # Below Lifeline's rescue_after, so that a job which hangs is dead before it is started again.
  @impl Oban.Worker
  def timeout(_job), do: :timer.minutes(61)
  # endregion: worker
end
