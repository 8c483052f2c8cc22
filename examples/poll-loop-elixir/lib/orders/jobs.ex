defmodule Orders.Jobs do
  @moduledoc """
  What a worker says to the table. Every write names the lease, so whoever lost it changes nothing.
  Each function answers `{:error, exception}` if the database did not take it.
  """

  alias Orders.Database

  defstruct [:id, :order_id, :seconds, :step, :lease]

  @lease_seconds 30
  @most_attempts 20

  def lease_seconds, do: @lease_seconds

  # region: claim
  @claim """
  update jobs
  set leased_by = $1, leased_until = now() + interval '#{@lease_seconds} seconds', attempts = attempts + 1
  where id = (
    select id from jobs
    where run_at <= now() and (leased_until is null or leased_until < now())
    order by run_at, id
    limit 1
    for update skip locked
  )
  returning id, order_id, seconds, step
  """

  @doc "A job, or nil. Each claim has a lease of its own, so the one who was thought dead cannot write."
  def claim do
    lease = Base.encode16(:crypto.strong_rand_bytes(16))

    with {:ok, %{rows: rows}} <- Database.query(@claim, [lease]) do
      {:ok, job(rows, lease)}
    end
  end

  # endregion: claim

  @checkpoint """
  update jobs set step = $3, leased_until = now() + interval '#{@lease_seconds} seconds'
  where id = $1 and leased_by = $2
  """

  @doc "Whether the lease still holds."
  def checkpoint(job, step), do: holds?(Database.query(@checkpoint, [job.id, job.lease, step]))

  # A hand-over is no failed attempt.
  @hand_over """
  update jobs set leased_by = null, leased_until = null, attempts = attempts - 1
  where id = $1 and leased_by = $2
  """

  def hand_over(job), do: holds?(Database.query(@hand_over, [job.id, job.lease]))

  @release """
  update jobs
  set leased_by = null, leased_until = null,
    run_at = case when attempts >= #{@most_attempts} then 'infinity'
      else now() + make_interval(secs => least(600, 2 ^ attempts)) end
  where id = $1 and leased_by = $2
  returning run_at = 'infinity'
  """

  @doc "For a failed job: later once more, or set aside for good."
  def release(job) do
    with {:ok, %{rows: rows}} <- Database.query(@release, [job.id, job.lease]) do
      {:ok, if(rows == [[true]], do: :set_aside, else: :later)}
    end
  end

  # region: finish
  # One statement, so one transaction: no receipt without the lease, no job left behind with a receipt.
  @finish """
  with gone as (delete from jobs where id = $1 and leased_by = $2 returning order_id),
    written as (
      insert into receipts (order_id) select order_id from gone on conflict do nothing returning 1
    )
  select (select count(*) from gone), (select count(*) from written)
  """

  @doc "`:written`, `:present`, or false if the lease is lost."
  def finish(job) do
    with {:ok, %{rows: [[gone, written]]}} <- Database.query(@finish, [job.id, job.lease]) do
      {:ok, outcome(gone, written)}
    end
  end

  defp outcome(0, 0), do: false
  defp outcome(1, 1), do: :written
  defp outcome(1, 0), do: :present

  # endregion: finish

  defp job([], _lease), do: nil

  defp job([[id, order_id, seconds, step]], lease) do
    %__MODULE__{id: id, order_id: order_id, seconds: seconds, step: step, lease: lease}
  end

  defp holds?({:ok, %{num_rows: count}}), do: {:ok, count == 1}
  defp holds?({:error, error}), do: {:error, error}
end
