defmodule OrdersWeb.Router do
  use Phoenix.Router

  scope "/", OrdersWeb do
    post "/orders", OrderController, :create
    get "/receipts", OrderController, :count
    get "/receipts/:order_id", OrderController, :show
    get "/healthz", OrderController, :health
  end
end
