class ApplicationJob < ActiveJob::Base
  # Solid Queue retries nothing by itself: a job without this fails once and stays failed.
  retry_on StandardError, wait: :polynomially_longer, attempts: 5
end
