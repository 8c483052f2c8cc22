defmodule Orders.Slot do
  @moduledoc "One of the jobs that run at the same time."

  # It ends by itself when the application stops; the supervisor waits, in the worst case, for a lease.
  use Task, restart: :transient, shutdown: 45_000

  alias Orders.Jobs

  require Logger

  @step_seconds 1
  @most_pause 10_000

  # region: loop
  def start_link(_), do: Task.start_link(__MODULE__, :run, [])

  def stop_all, do: :persistent_term.put(__MODULE__, :stopping)

  defp stopping?, do: :persistent_term.get(__MODULE__, nil) == :stopping

  def run do
    # Or the supervisor's exit signal ends the process in the middle of a step.
    Process.flag(:trap_exit, true)
    loop(1_000)
  end

  defp loop(pause) do
    if not stopping?() do
      case Jobs.claim() do
        {:ok, nil} ->
          Process.sleep(1_000)
          loop(1_000)

        {:ok, job} ->
          attempt(job)
          loop(1_000)

        {:error, error} ->
          complain(error)
          Process.sleep(pause)
          loop(min(pause * 2, @most_pause))
      end
    end
  end

  # endregion: loop

  defp attempt(job) do
    Logger.info("order #{job.order_id} started")
    go_on(job, job.step, ceil(job.seconds / @step_seconds))
  rescue
    error ->
      Logger.error(
        "order #{job.order_id} failed: " <> Exception.format(:error, error, __STACKTRACE__)
      )

      with {:ok, how} <- Jobs.release(job), do: Logger.info("order #{job.order_id} is #{how}")
  end

  # region: steps
  defp go_on(job, done, steps) when done >= steps do
    case hold(fn -> Jobs.finish(job) end) do
      :written -> Logger.info("order #{job.order_id} receipt written")
      :present -> Logger.info("order #{job.order_id} receipt was already there")
      false -> lost(job)
    end
  end

  defp go_on(job, done, steps) do
    if stopping?() do
      hand_over(job, done)
    else
      work(job, done)

      if hold(fn -> Jobs.checkpoint(job, done + 1) end) do
        Logger.info("order #{job.order_id} step #{done + 1}")
        go_on(job, done + 1, steps)
      else
        lost(job)
      end
    end
  end

  # One step of the work. It has to be short; how long the whole job takes does not matter.
  defp work(job, done) do
    seconds = min(@step_seconds, job.seconds - done * @step_seconds)
    Process.sleep(round(seconds * 1_000))
  end

  defp hand_over(job, done) do
    if hold(fn -> Jobs.hand_over(job) end) do
      Logger.info("order #{job.order_id} handed over after step #{done}")
    else
      lost(job)
    end
  end

  # endregion: steps

  # region: hold
  # Repeats a write that the database did not take, for as long as the lease can hold.
  defp hold(write, give_up \\ now() + Jobs.lease_seconds() * 1_000, pause \\ 1_000) do
    case write.() do
      {:ok, outcome} ->
        outcome

      {:error, error} ->
        complain(error)

        if now() + pause < give_up do
          Process.sleep(pause)
          hold(write, give_up, min(pause * 2, @most_pause))
        else
          false
        end
    end
  end

  # endregion: hold

  defp lost(job), do: Logger.warning("order #{job.order_id}: not ours any more, nothing written")

  defp complain(error), do: Logger.error("database: #{Exception.message(error)}")

  defp now, do: System.monotonic_time(:millisecond)
end
