class ApplicationController < ActionController::API
  class BadRequest < StandardError; end

  rescue_from BadRequest do |error|
    render json: { error: error.message }, status: :bad_request
  end

  rescue_from ActiveRecord::ActiveRecordError do |error|
    logger.error "database: #{error.class}: #{error.message}"
    render json: { error: "the database did not confirm, try again" }, status: :service_unavailable
  end
end
