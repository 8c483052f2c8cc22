defmodule Orders.MixProject do
  use Mix.Project

  def project do
    [
      app: :orders,
      version: "1.0.0",
      elixir: "~> 1.18",
      start_permanent: Mix.env() == :prod,
      deps: deps()
    ]
  end

  def application do
    [mod: {Orders.Application, []}, extra_applications: [:logger]]
  end

  # region: deps
  defp deps do
    [
      {:bandit, "1.12.5"},
      {:plug, "1.19.2"},
      {:postgrex, "0.22.2"}
    ]
  end

  # endregion: deps
end
