require "pg"

# What a worker says to the table. Every write names the lease, so whoever lost it changes nothing.
class Jobs
  Job = Struct.new(:id, :order_id, :seconds, :step, :lease)

  LEASE_SECONDS = 30
  MOST_ATTEMPTS = 20

  # region: claim
  CLAIM = <<~SQL
    update jobs
    set leased_by = $1, leased_until = now() + interval '#{LEASE_SECONDS} seconds', attempts = attempts + 1
    where id = (
      select id from jobs
      where run_at <= now() and (leased_until is null or leased_until < now())
      order by run_at, id
      limit 1
      for update skip locked
    )
    returning id, order_id, seconds, step
  SQL
  # endregion: claim

  CHECKPOINT = <<~SQL
    update jobs set step = $3, leased_until = now() + interval '#{LEASE_SECONDS} seconds'
    where id = $1 and leased_by = $2
  SQL

  # A hand-over is no failed attempt.
  HAND_OVER = <<~SQL
    update jobs set leased_by = null, leased_until = null, attempts = attempts - 1
    where id = $1 and leased_by = $2
  SQL

  RELEASE = <<~SQL
    update jobs
    set leased_by = null, leased_until = null,
      run_at = case when attempts >= #{MOST_ATTEMPTS} then 'infinity'
        else now() + make_interval(secs => least(600, 2 ^ attempts)) end
    where id = $1 and leased_by = $2
    returning run_at = 'infinity' as set_aside
  SQL

  def initialize(url)
    @url = url
  end

  # A lease of its own for each claim: a worker that was thought dead cannot write under the next one.
  def claim(lease)
    row = query(CLAIM, [lease]).first
    row && Job.new(row["id"].to_i, row["order_id"], row["seconds"].to_f, row["step"].to_i, lease)
  end

  # @return whether the lease still holds
  def checkpoint(job, step) = query(CHECKPOINT, [job.id, job.lease, step]).cmd_tuples == 1

  def hand_over(job) = query(HAND_OVER, [job.id, job.lease]).cmd_tuples == 1

  # @return whether it was set aside for good
  def release(job) = query(RELEASE, [job.id, job.lease]).first&.fetch("set_aside") == "t"

  # region: finish
  # @return :written, :present, or nil if the lease is lost
  def finish(job)
    query("begin")
    if query("delete from jobs where id = $1 and leased_by = $2", [job.id, job.lease]).cmd_tuples == 0
      query("rollback")
      return
    end
    insert = "insert into receipts (order_id) values ($1) on conflict do nothing"
    is_new = query(insert, [job.order_id]).cmd_tuples == 1
    query("commit")
    is_new ? :written : :present
  end
  # endregion: finish

  # Forgets the connection, and with it a transaction that was open.
  def disconnect
    @db&.close
  rescue PG::Error
    # It was closed already.
  ensure
    @db = nil
  end

  private

  def query(sql, values = [])
    @db ||= PG.connect(@url, connect_timeout: 5, tcp_user_timeout: 10_000)
    @db.exec_params(sql, values)
  end
end
