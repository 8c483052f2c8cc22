class ApplicationJob < ActiveJob::Base
  # region: retries
  include GoodJob::ActiveJobExtensions::InterruptErrors

  # GoodJob retries no exception by itself.
  retry_on StandardError, wait: :polynomially_longer, attempts: 5
  # What a kill cut off runs again at once, but not for ever: the job may be what kills its worker.
  retry_on GoodJob::InterruptError, wait: 0, attempts: 5
  # endregion: retries
end
