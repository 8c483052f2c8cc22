class Receipt < ApplicationRecord
  self.primary_key = "order_id"

  # @return [Boolean] whether this call wrote it: the first one wins
  def self.write(order_id)
    # ON CONFLICT DO NOTHING, so a second delivery changes nothing.
    insert({ order_id: order_id, written_at: Time.current }, unique_by: :order_id).any?
  end
end
