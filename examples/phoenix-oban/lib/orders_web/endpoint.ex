defmodule OrdersWeb.Endpoint do
  use Phoenix.Endpoint, otp_app: :orders

  plug Plug.Parsers, parsers: [:json], pass: ["*/*"], json_decoder: Phoenix.json_library()
  plug OrdersWeb.Router
end
