"""The job: writes exactly one receipt per order, however often it is delivered."""

import json
import os
import time
from datetime import UTC, datetime

from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

# In your application receipts belong to its database. Here one store keeps the example small.
# It retries for about 25 s, so that a restart of the broker does not cost the job one of its retries.
store = Redis.from_url(
    os.environ["REDIS_URL"],
    socket_timeout=3,
    retry=Retry(ExponentialBackoff(base=0.5, cap=5), retries=8),
)


def log(line):
    # Flushed, because RQ ends the process of a job with os._exit, which drops what is buffered.
    print(line, flush=True)


# region: job
def write_receipt(order_id, seconds):
    log(f"order {order_id} started")
    time.sleep(seconds)  # stands for the work

    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    # HSETNX writes only if the order has no receipt yet. A second delivery changes nothing.
    if store.hsetnx("receipts", order_id, json.dumps(receipt)):
        log(f"order {order_id} receipt written")
    else:
        log(f"order {order_id} receipt was already there")
# endregion: job
