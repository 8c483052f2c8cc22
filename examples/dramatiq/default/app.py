"""What a first app looks like: a broker, an actor, and every setting as Dramatiq has it."""

import json
import os
import time
from datetime import UTC, datetime

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from redis import Redis

dramatiq.set_broker(RedisBroker(url=os.environ["REDIS_URL"]))
store = Redis.from_url(os.environ["REDIS_URL"])


@dramatiq.actor
def write_receipt(order_id, seconds):
    print(f"order {order_id} started\n", end="", flush=True)
    time.sleep(seconds)
    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    written = store.hsetnx("receipts", order_id, json.dumps(receipt))
    outcome = "written" if written else "was already there"
    print(f"order {order_id} receipt {outcome}\n", end="", flush=True)
