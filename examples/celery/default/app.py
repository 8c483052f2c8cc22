"""What a first app looks like: a broker, a task, and every setting as Celery has it."""

import json
import os
import time
from datetime import UTC, datetime

from celery import Celery
from redis import Redis

app = Celery("app", broker=os.environ["REDIS_URL"])
store = Redis.from_url(os.environ["REDIS_URL"])


@app.task
def write_receipt(order_id, seconds):
    print(f"order {order_id} started")
    time.sleep(seconds)
    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    written = store.hsetnx("receipts", order_id, json.dumps(receipt))
    print(f"order {order_id} receipt {'written' if written else 'was already there'}")
