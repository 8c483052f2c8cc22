defmodule Orders.Application do
  use Application

  @impl true
  def start(_type, _args) do
    children = [Orders.Database | children(Application.fetch_env!(:orders, :role))]
    Supervisor.start_link(children, strategy: :one_for_one)
  end

  defp children("web") do
    [{Bandit, [plug: Orders.Router] ++ Application.fetch_env!(:orders, :http)}]
  end

  defp children("worker") do
    for number <- 1..Application.fetch_env!(:orders, :concurrency) do
      Supervisor.child_spec(Orders.Slot, id: number)
    end
  end
end
