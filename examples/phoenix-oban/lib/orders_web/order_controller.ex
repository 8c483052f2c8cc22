defmodule OrdersWeb.OrderController do
  use Phoenix.Controller, formats: [:json]

  import Plug.Conn

  # region: create
  def create(conn, params) do
    with {:ok, order_id} <- order_id(params),
         {:ok, seconds} <- seconds(params),
         :ok <- Orders.accept(order_id, seconds) do
      conn |> put_status(202) |> json(%{order_id: order_id})
    else
      {:invalid, reason} -> refuse(conn, 400, reason)
      {:error, reason} -> refuse(conn, 503, reason)
    end
  end

  # endregion: create

  def count(conn, _params) do
    case Orders.count_receipts() do
      {:ok, count} -> json(conn, %{count: count})
      {:error, reason} -> refuse(conn, 503, reason)
    end
  end

  def show(conn, %{"order_id" => order_id}) do
    case Orders.receipt(order_id) do
      {:ok, nil} -> refuse(conn, 404, "no receipt for #{order_id}")
      {:ok, receipt} -> json(conn, Map.take(receipt, [:order_id, :written_at]))
      {:error, reason} -> refuse(conn, 503, reason)
    end
  end

  def health(conn, _params), do: json(conn, %{ok: true})

  defp order_id(%{"order_id" => id}) when is_binary(id) do
    if id =~ ~r/\A[A-Za-z0-9_-]{1,64}\z/, do: {:ok, id}, else: order_id(nil)
  end

  defp order_id(_), do: {:invalid, "order_id: expected 1 to 64 letters, digits, _ or -"}

  defp seconds(params) do
    case Map.get(params, "seconds", 1) do
      seconds when is_number(seconds) and seconds >= 0 and seconds <= 3600 -> {:ok, seconds}
      _ -> {:invalid, "seconds: expected a number from 0 to 3600"}
    end
  end

  defp refuse(conn, status, reason), do: conn |> put_status(status) |> json(%{error: reason})
end
