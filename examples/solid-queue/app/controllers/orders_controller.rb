class OrdersController < ApplicationController
  ORDER_ID = /\A[A-Za-z0-9_-]{1,64}\z/

  # region: enqueue
  def create
    order_id, seconds = order
    # In an application: in the transaction that saves the order, so that there are both or neither.
    OrderJob.perform_later(order_id, seconds)
    render json: { order_id: order_id }, status: :accepted
  end
  # endregion: enqueue

  private

  def order
    body = parsed_body
    order_id = body["order_id"]
    seconds = body.fetch("seconds", 1)
    unless order_id.is_a?(String) && order_id.match?(ORDER_ID)
      raise BadRequest, "order_id: expected a string of 1 to 64 letters, digits, _ or -"
    end
    unless seconds.is_a?(Numeric) && (0..3600).cover?(seconds)
      raise BadRequest, "seconds: expected a number from 0 to 3600"
    end

    [order_id, seconds]
  end

  # Not `params`: JSON is read whatever the content type says.
  def parsed_body
    body = JSON.parse(request.raw_post.dup.force_encoding(Encoding::UTF_8).scrub)
    raise BadRequest, "body: expected a JSON object" unless body.is_a?(Hash)

    body
  rescue JSON::ParserError
    raise BadRequest, "body: expected a JSON object"
  end
end
