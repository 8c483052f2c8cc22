"""What a first producer looks like: a queue, a function, and every option as RQ has it."""

import json
import os
import re

from flask import Flask, request
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry as RedisRetry
from rq import Queue

from orders import write_receipt

api = Flask(__name__)

# It fails at once and answers 503. The default would try again, and wait without a limit.
store = Redis.from_url(
    os.environ["REDIS_URL"],
    socket_connect_timeout=2,
    socket_timeout=3,
    retry=RedisRetry(NoBackoff(), retries=0),
)
queue = Queue(connection=store)

ORDER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BadOrder(ValueError):
    pass


def read_order():
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise BadOrder("body: expected a JSON object")
    order_id = body.get("order_id")
    if not isinstance(order_id, str) or not ORDER_ID.fullmatch(order_id):
        raise BadOrder("order_id: expected 1 to 64 letters, digits, '_' or '-'")
    seconds = body.get("seconds", 1)
    is_number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if not is_number or not 0 <= seconds <= 3600:
        raise BadOrder("seconds: expected a number from 0 to 3600")
    return order_id, seconds


@api.post("/orders")
def post_order():
    order_id, seconds = read_order()
    queue.enqueue(write_receipt, order_id, seconds)
    return {"order_id": order_id}, 202


@api.errorhandler(RedisError)
def broker_failed(error):
    api.logger.error("broker: %s", error)
    return {"error": "the broker cannot be reached or refuses the write"}, 503


@api.errorhandler(BadOrder)
def bad_order(error):
    return {"error": str(error)}, 400


@api.get("/receipts/<order_id>")
def get_receipt(order_id):
    receipt = store.hget("receipts", order_id)
    if receipt is None:
        return {"error": f"no receipt for order {order_id}"}, 404
    return json.loads(receipt)


@api.get("/receipts")
def count_receipts():
    return {"count": store.hlen("receipts")}


@api.get("/healthz")
def healthz():
    return {"ok": True}
