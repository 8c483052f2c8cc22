"""The app, the job and what brings back the jobs of dead workers."""

import asyncio
import os

from procrastinate import App, PsycopgConnector, RetryStrategy
from procrastinate.jobs import Status

# A draining worker sends no heartbeats: longer than the grace of 50 s and a heartbeat's 10.
STALLED_SECONDS = 75
MAX_ATTEMPTS = 10


def log(line):
    # Flushed, because Python keeps lines back when nobody watches.
    print(line, flush=True)


# region: app
app = App(
    connector=PsycopgConnector(
        conninfo=os.environ["DATABASE_URL"],
        min_size=1,
        max_size=5,
        # How long everything waits for a database that restarts; then the worker ends.
        timeout=60,
    ),
    worker_defaults={
        # A starting worker takes one that has been silent for so long off the list.
        "stalled_worker_timeout": STALLED_SECONDS,
    },
)
# endregion: app


# region: job
# Without retry an order that the shutdown cuts off is aborted for good. Each start counts.
@app.task(name="write_receipt", retry=RetryStrategy(max_attempts=MAX_ATTEMPTS, linear_wait=5))
async def write_receipt(order_id: str, seconds: float):
    log(f"order {order_id} started")
    await asyncio.sleep(seconds)  # stands for the work

    async with app.connector.pool.connection() as connection:
        written = await connection.execute(
            "INSERT INTO receipts (order_id, written_at) VALUES (%s, now()) ON CONFLICT DO NOTHING",
            [order_id],
        )
    log(f"order {order_id} receipt {'written' if written.rowcount else 'was already there'}")
# endregion: job


# region: rescue
# Procrastinate only lists the jobs of dead workers. The sixth field of the schedule is seconds.
@app.periodic(cron="* * * * * */15")
@app.task(name="rescue", queueing_lock="rescue", priority=10)
async def rescue(timestamp: int):
    for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
        if job.attempts < MAX_ATTEMPTS:
            await app.job_manager.retry_job(job)
        else:
            # It may be what kills its workers.
            await app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False)
        log(f"job {job.id} rescued from a dead worker, attempt {job.attempts + 1}")
# endregion: rescue
