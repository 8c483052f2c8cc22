defmodule Orders.Application do
  use Application

  @impl true
  def start(_type, _args) do
    # Oban logs nothing by itself, not even a failed job. `plugin` would add a line every 30 seconds.
    Oban.Telemetry.attach_default_logger(events: [:job, :notifier, :peer, :queue, :stager])

    # Stopped in reverse order, so jobs can use the database until they end.
    children = [Orders.Repo, {Oban, Application.fetch_env!(:orders, Oban)}] ++ http_server()

    Supervisor.start_link(children, strategy: :one_for_one)
  end

  defp http_server do
    case Application.fetch_env(:orders, :http) do
      {:ok, address} -> [{Bandit, [plug: Orders.Router] ++ address}]
      :error -> []
    end
  end
end
