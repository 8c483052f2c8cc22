class CreateReceipts < ActiveRecord::Migration[8.1]
  def change
    create_table :receipts, id: false do |t|
      t.string :order_id, primary_key: true
      t.datetime :written_at, null: false
    end
  end
end
