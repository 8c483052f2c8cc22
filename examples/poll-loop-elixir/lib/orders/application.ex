defmodule Orders.Application do
  use Application

  alias Orders.{Database, Router, Slot}

  @impl true
  def start(_type, _args) do
    # Stopped in reverse order, so slots can use the database until they end.
    children = [Database | children(Application.fetch_env!(:orders, :role))]
    Supervisor.start_link(children, strategy: :one_for_one)
  end

  defp children("web"), do: [{Bandit, [plug: Router] ++ Application.fetch_env!(:orders, :http)}]

  defp children("worker") do
    for number <- 1..Application.fetch_env!(:orders, :concurrency) do
      Supervisor.child_spec(Slot, id: {Slot, number})
    end
  end

  # region: stop
  # SIGTERM makes the VM stop its applications. This runs first, so all slots hear of it together;
  # the supervisor would tell one after the other, and wait for each.
  @impl true
  def prep_stop(state) do
    Slot.stop_all()
    state
  end

  # endregion: stop
end
