"""The worker: writes exactly one receipt per order, however often it is delivered."""

import asyncio
import json
import logging.config
import os
from datetime import UTC, datetime

from arq import Retry
from arq.connections import RedisSettings
from arq.constants import in_progress_key_prefix
from arq.logs import default_log_config
from arq.worker import Worker, get_kwargs
from redis.asyncio.retry import Retry as RedisRetry
from redis.backoff import ExponentialBackoff
from redis.exceptions import ConnectionError, RedisError, TimeoutError

from broker import connect, to_json


def log(line):
    # Flushed, because Python keeps lines back when nobody watches.
    print(line, flush=True)


# region: job
async def write_receipt(ctx, order_id, seconds):
    log(f"order {order_id} started")
    await asyncio.sleep(seconds)  # stands for the work

    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    try:
        # HSETNX writes only if the order has no receipt yet. A second delivery changes nothing.
        # In your application receipts belong to its database.
        written = await ctx["redis"].hsetnx("receipts", order_id, json.dumps(receipt))
    except RedisError as error:
        # Any other exception ends the job: arq never retries what merely failed.
        raise Retry(defer=5) from error
    log(f"order {order_id} receipt {'written' if written else 'was already there'}")
# endregion: job


# region: settings
class WorkerSettings:
    functions = [write_receipt]
    # Tries again for about 25 s, so that a restart of the broker does not end the worker.
    redis_pool = connect(
        socket_timeout=3,
        retry=RedisRetry(ExponentialBackoff(base=0.5, cap=5), retries=8),
        # OSError is what a refused connection is, before redis-py has wrapped it.
        retry_on_error=[ConnectionError, TimeoutError, OSError],
    )
    # These two have to say the same as the producer, or each job fails for good.
    job_serializer = to_json
    job_deserializer = json.loads
    # 10 s less than maxShutdownDelaySeconds in render.yaml. By default jobs are cut off at once.
    job_completion_wait = 50
    max_jobs = int(os.environ.get("WORKER_CONCURRENCY", "10"))
    # Longer than any order. What exceeds it has failed for good.
    job_timeout = 240
    # Each start counts, also those after a deploy or a crash; then the job is dropped.
    max_tries = 10
    # While a result is kept, its _job_id cannot be used again.
    keep_result = 0
    # For `arq --check` alone, and how often the key that it looks at is renewed: by default hourly.
    redis_settings = RedisSettings.from_dsn(os.environ["REDIS_URL"])
    health_check_interval = 30
# endregion: settings


# region: lease
LEASE_SECONDS = 30


class LeaseWorker(Worker):
    """Marks a job as taken for 30 s at a time, not once for job_timeout + 10 s.

    Nobody runs a job before its mark is over, even if its worker is dead. So a worker that lives
    renews its marks, and those of a dead one end soon.
    """

    def __init__(self, **settings):
        super().__init__(**settings)
        self.in_progress_timeout_s = LEASE_SECONDS

    async def main(self):
        renewing = asyncio.create_task(self.renew())
        try:
            await super().main()
        finally:
            renewing.cancel()

    async def renew(self):
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            try:
                for job_id, task in list(self.tasks.items()):
                    if not task.done():
                        await self.pool.setex(in_progress_key_prefix + job_id, LEASE_SECONDS, 1)
            except RedisError as error:
                log(f"leases not renewed: {error}")


if __name__ == "__main__":
    logging.config.dictConfig(default_log_config(verbose=False))
    LeaseWorker(**get_kwargs(WorkerSettings)).run()
# endregion: lease
