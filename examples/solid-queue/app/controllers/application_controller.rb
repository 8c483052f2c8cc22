class ApplicationController < ActionController::API
  class BadRequest < StandardError; end

  rescue_from BadRequest do |error|
    render json: { error: error.message }, status: :bad_request
  end

  # Solid Queue wraps what the database said while a job was enqueued into an error of its own.
  rescue_from ActiveRecord::ActiveRecordError, SolidQueue::Job::EnqueueError do |error|
    logger.error "database: #{error.class}: #{error.message}"
    render json: { error: "the database did not confirm, try again" }, status: :service_unavailable
  end
end
