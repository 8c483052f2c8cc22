"""What a first job looks like: a function."""

import json
import os
import time
from datetime import UTC, datetime

from redis import Redis

store = Redis.from_url(os.environ["REDIS_URL"])


def write_receipt(order_id, seconds):
    print(f"order {order_id} started", flush=True)
    time.sleep(seconds)
    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    written = store.hsetnx("receipts", order_id, json.dumps(receipt))
    print(f"order {order_id} receipt {'written' if written else 'was already there'}", flush=True)
