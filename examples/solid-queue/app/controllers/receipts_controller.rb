class ReceiptsController < ApplicationController
  def index
    render json: { count: Receipt.count }
  end

  def show
    receipt = Receipt.find_by(order_id: params[:order_id])
    return render json: { error: "no receipt for this order_id" }, status: :not_found unless receipt

    render json: receipt
  end
end
