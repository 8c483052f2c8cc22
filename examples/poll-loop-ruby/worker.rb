# region: stop
# Before anything else is loaded, so that an early SIGTERM is orderly, too. A trap may take no lock,
# but it may write: the byte stays in the pipe, and everybody who waits for it wakes up.
STOP, stop_writer = IO.pipe
Signal.trap("TERM") { stop_writer.write_nonblock(".", exception: false) }

# Sleeps, unless SIGTERM has come or comes now.
def stopping?(seconds = 0) = !IO.select([STOP], nil, nil, seconds).nil?
# endregion: stop

require "securerandom"
require_relative "jobs"

$stdout.sync = true
# A slot that breaks ends the process, and Render starts another one.
Thread.abort_on_exception = true

STEP_SECONDS = 1.0
MOST_PAUSE = 10

class LeaseLost < StandardError; end

# One of the jobs that run at the same time, with a connection of its own.
class Slot
  def initialize(url)
    @jobs = Jobs.new(url)
  end

  # region: loop
  def run
    pause = 1
    until stopping?
      begin
        job = @jobs.claim(SecureRandom.uuid)
        pause = 1
        job ? attempt(job) : stopping?(1)
      rescue PG::Error => error
        complain(error)
        stopping?(pause)
        pause = [pause * 2, MOST_PAUSE].min
      end
    end
  end
  # endregion: loop

  private

  def attempt(job)
    work_through(job)
  rescue LeaseLost
    puts "order #{job.order_id}: not ours any more, nothing written"
  rescue PG::Error
    raise
  rescue StandardError => error
    how = @jobs.release(job) ? "set aside" : "tried again later"
    puts "order #{job.order_id} failed and is #{how}: #{error.full_message(highlight: false)}"
  end

  # region: steps
  def work_through(job)
    puts "order #{job.order_id} started"
    steps = (job.seconds / STEP_SECONDS).ceil
    (job.step + 1).upto(steps) do |step|
      return hand_over(job, step - 1) if stopping?

      work(job, step)
      hold(job) { @jobs.checkpoint(job, step) }
      puts "order #{job.order_id} step #{step}"
    end
    outcome = hold(job) { @jobs.finish(job) }
    puts "order #{job.order_id} receipt #{outcome == :written ? "written" : "was already there"}"
  end

  # One step of the work. It has to be short; how long the whole job takes does not matter.
  def work(job, step)
    sleep [STEP_SECONDS, job.seconds - (step - 1) * STEP_SECONDS].min
  end

  def hand_over(job, step)
    hold(job) { @jobs.hand_over(job) }
    puts "order #{job.order_id} handed over after step #{step}"
  end
  # endregion: steps

  # region: hold
  # Repeats a write that the database did not take, for as long as the lease can hold.
  def hold(job)
    give_up = now + Jobs::LEASE_SECONDS
    pause = 1
    begin
      yield or raise LeaseLost
    rescue PG::Error => error
      complain(error)
      raise LeaseLost if now + pause > give_up

      sleep pause
      pause = [pause * 2, MOST_PAUSE].min
      retry
    end
  end
  # endregion: hold

  def complain(error)
    @jobs.disconnect
    puts "database: #{error.message.lines.first&.strip}"
  end

  def now = Process.clock_gettime(Process::CLOCK_MONOTONIC)
end

# region: start
concurrency = Integer(ENV.fetch("WORKER_CONCURRENCY", "4"))
slots = Array.new(concurrency) { Slot.new(ENV.fetch("DATABASE_URL")) }
slots.map { |slot| Thread.new { slot.run } }.each(&:join)
# endregion: start
