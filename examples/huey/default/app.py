"""What a first app looks like: a broker, a task, and every setting as Huey has it."""

import json
import os
import time
from datetime import UTC, datetime

from huey import RedisHuey
from redis import Redis

huey = RedisHuey("app", url=os.environ["REDIS_URL"])
store = Redis.from_url(os.environ["REDIS_URL"])


def accept(order_id, seconds):
    write_receipt(order_id, seconds)


@huey.task()
def write_receipt(order_id, seconds):
    print(f"order {order_id} started", flush=True)
    time.sleep(seconds)
    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    written = store.hsetnx("receipts", order_id, json.dumps(receipt))
    print(f"order {order_id} receipt {'written' if written else 'was already there'}", flush=True)
