defmodule Orders.Receipt do
  use Ecto.Schema

  @primary_key {:order_id, :string, autogenerate: false}
  schema "receipts" do
    field :written_at, :utc_datetime_usec
  end
end
