# region: retry
# When a process dies, Solid Queue marks its jobs as failed, and retry_on never hears of them.
# It tells by this event, in the supervisor that found out.
ActiveSupport::Notifications.subscribe("fail_many_claimed.solid_queue") do |event|
  SolidQueue::FailedExecution.includes(:job).where(job_id: event.payload[:job_ids]).each do |failed|
    failed.with_lock do
      job = failed.job
      # Active Job's own counter, which FailedExecution#retry would reset: a job that kills its
      # worker would do so for ever.
      executions = job.arguments["executions"] + 1
      next Rails.logger.error "job #{job.id} #{job.class_name} stays failed: #{failed.message}" if executions >= 5

      job.update!(arguments: job.arguments.merge("executions" => executions))
      job.prepare_for_execution
      failed.destroy!
      Rails.logger.warn "job #{job.id} #{job.class_name} is ready again: #{failed.message}"
    end
  end
rescue ActiveRecord::ActiveRecordError => error
  # The supervisor must live on. The jobs stay in solid_queue_failed_executions.
  Rails.error.report(error)
end
# endregion: retry
