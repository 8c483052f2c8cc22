defmodule Orders.Application do
  use Application

  # region: start
  @impl true
  def start(_type, _args) do
    # Oban logs nothing by itself, not even a failed job.
    Oban.Telemetry.attach_default_logger(events: [:job, :notifier, :peer, :queue, :stager])

    # Stopped in reverse order: requests first, then jobs, and the database last.
    children = [
      Orders.Repo,
      {Oban, Application.fetch_env!(:orders, Oban)},
      OrdersWeb.Endpoint
    ]

    Supervisor.start_link(children, strategy: :one_for_one, name: Orders.Supervisor)
  end

  # endregion: start

  @impl true
  def config_change(changed, _new, removed) do
    OrdersWeb.Endpoint.config_change(changed, removed)
    :ok
  end
end
