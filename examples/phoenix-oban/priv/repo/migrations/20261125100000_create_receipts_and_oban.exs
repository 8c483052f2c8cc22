defmodule Orders.Repo.Migrations.CreateReceiptsAndOban do
  use Ecto.Migration

  def up do
    Oban.Migration.up(version: 14)

    create table(:receipts, primary_key: false) do
      add :order_id, :text, primary_key: true
      add :written_at, :utc_datetime_usec, null: false
    end
  end

  def down do
    drop table(:receipts)
    Oban.Migration.down(version: 1)
  end
end
