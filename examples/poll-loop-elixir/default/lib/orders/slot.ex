defmodule Orders.Slot do
  @moduledoc "What a first loop looks like: a row is marked as taken, then the work begins."

  use Task, restart: :permanent

  alias Orders.Database

  require Logger

  @take """
  update jobs set status = 'taken'
  where id = (select id from jobs where status = 'waiting' order by id limit 1 for update skip locked)
  returning id, order_id, seconds
  """

  def start_link(_), do: Task.start_link(__MODULE__, :run, [])

  def run do
    {:ok, %{rows: rows}} = Database.query(@take)
    Enum.each(rows, &work/1)
    if rows == [], do: Process.sleep(1_000)
    run()
  end

  defp work([id, order_id, seconds]) do
    Logger.info("order #{order_id} started")
    Process.sleep(round(seconds * 1_000))

    insert = "insert into receipts (order_id) values ($1) on conflict do nothing"
    {:ok, %{num_rows: new}} = Database.query(insert, [order_id])
    {:ok, _} = Database.query("update jobs set status = 'done' where id = $1", [id])

    Logger.info(
      "order #{order_id} receipt #{if new == 1, do: "written", else: "was already there"}"
    )
  end
end
