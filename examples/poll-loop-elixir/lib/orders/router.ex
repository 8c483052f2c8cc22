defmodule Orders.Router do
  use Plug.Router

  plug :match
  plug :dispatch

  get "/healthz" do
    send_json(conn, 200, %{ok: true})
  end

  # region: orders
  post "/orders" do
    with {:ok, order_id, seconds} <- read_order(conn),
         :ok <- Orders.accept(order_id, seconds) do
      send_json(conn, 202, %{order_id: order_id})
    else
      {:invalid, reason} -> send_json(conn, 400, %{error: reason})
      {:error, reason} -> send_json(conn, 503, %{error: reason})
    end
  end

  # endregion: orders

  get "/receipts" do
    case Orders.count_receipts() do
      {:ok, count} -> send_json(conn, 200, %{count: count})
      {:error, reason} -> send_json(conn, 503, %{error: reason})
    end
  end

  get "/receipts/:order_id" do
    case Orders.receipt(order_id) do
      {:ok, nil} -> send_json(conn, 404, %{error: "no receipt for #{order_id}"})
      {:ok, receipt} -> send_json(conn, 200, receipt)
      {:error, reason} -> send_json(conn, 503, %{error: reason})
    end
  end

  match _ do
    send_json(conn, 404, %{error: "no such path"})
  end

  defp read_order(conn) do
    with {:ok, body, _conn} <- read_body(conn, length: 10_000),
         {:ok, %{} = fields} <- JSON.decode(body),
         {:ok, order_id} <- order_id(fields),
         {:ok, seconds} <- seconds(fields) do
      {:ok, order_id, seconds}
    else
      {:invalid, reason} -> {:invalid, reason}
      _ -> {:invalid, "body: expected a JSON object of at most 10 kB"}
    end
  end

  defp order_id(%{"order_id" => id}) when is_binary(id) do
    if id =~ ~r/\A[A-Za-z0-9_-]{1,64}\z/, do: {:ok, id}, else: order_id(nil)
  end

  defp order_id(_), do: {:invalid, "order_id: expected 1 to 64 letters, digits, _ or -"}

  defp seconds(fields) do
    case Map.get(fields, "seconds", 1) do
      seconds when is_number(seconds) and seconds >= 0 and seconds <= 3600 -> {:ok, seconds}
      _ -> {:invalid, "seconds: expected a number from 0 to 3600"}
    end
  end

  defp send_json(conn, status, body) do
    conn
    |> put_resp_content_type("application/json")
    |> send_resp(status, JSON.encode!(body))
  end
end
