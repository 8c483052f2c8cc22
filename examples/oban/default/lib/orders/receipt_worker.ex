defmodule Orders.ReceiptWorker do
  use Oban.Worker, queue: :default

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
end
