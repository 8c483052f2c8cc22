"""The Huey instance, the one task that writes a receipt per order, and the sweep that finds lost orders."""

import json
import os
import time
from datetime import UTC, datetime

from huey import RedisHuey, crontab
from huey.signals import SIGNAL_INTERRUPTED
from huey.utils import normalize_time
from redis import ConnectionPool, Redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.exceptions import ConnectionError, OutOfMemoryError, TimeoutError
from redis.retry import Retry

# region: settings
# A pool, because `RedisHuey(url=...)` takes no timeouts. A dead connection has to raise, in the
# producer as in the worker; but socket_timeout stays longer than the second that a read of the
# queue blocks, or a task that is popped as it runs out is lost.
pool = ConnectionPool.from_url(
    os.environ["REDIS_URL"],
    socket_connect_timeout=2,
    socket_timeout=3,
    # The producer fails at once and answers 503; the worker has a backoff of its own.
    retry=Retry(NoBackoff(), retries=0),
)

# Nobody reads results here, and errors that nobody reads would stay for ever.
huey = RedisHuey("app", connection_pool=pool, results=False)
# endregion: settings


# region: give-back
@huey.signal(SIGNAL_INTERRUPTED)
def give_back(_signal, task):
    """A task that is cut off is off the queue already. Schedule it again, in two seconds."""
    # Not at once: an idle worker of this same consumer may still be reading the queue, for a
    # second at most, and would start the task that is to be given away.
    task.eta = normalize_time(delay=2)
    huey.add_schedule(task)
# endregion: give-back


# In your application orders and receipts are rows of its database. Here one store keeps the example
# small. It retries for about 25 s, because a task that raises is gone until the next sweep.
store = Redis.from_url(
    os.environ["REDIS_URL"],
    socket_timeout=3,
    retry=Retry(
        ExponentialBackoff(base=0.5, cap=5),
        retries=8,
        supported_errors=(ConnectionError, TimeoutError, OutOfMemoryError),
    ),
)

# region: sweep
# How long an order may be worked on before it counts as lost. Longer than any task's timeout.
LEASE = 300
# How often an order is put on the queue again before a person has to look at it.
TRIES = 3


def accept(order_id, seconds):
    """Writes the order down before it is queued, so that the queue may lose it."""
    open_order = json.dumps([order_id, seconds])
    Redis(connection_pool=pool).zadd("open_orders", {open_order: time.time() + LEASE})
    write_receipt(order_id, seconds)


@huey.periodic_task(crontab())
def sweep():
    # Every consumer has a scheduler, and a deploy runs two. The first in a minute sweeps.
    if not store.set(f"sweep:{int(time.time() // 60)}", "taken", nx=True, ex=120):
        return
    overdue = store.zrangebyscore("open_orders", 0, time.time(), start=0, num=1000)
    if not overdue:
        return
    # Overdue and still in the queue: it only waits for a free worker.
    waiting = {task.args for task in huey.pending()}
    for open_order in overdue:
        order_id, seconds = json.loads(open_order)
        if (order_id, seconds) in waiting:
            continue
        if store.hincrby("lost_orders", order_id, 1) > TRIES:
            print(f"gave up on {order_id}: lost {TRIES + 1} times", flush=True)
            store.zrem("open_orders", open_order)
            continue
        print(f"sweep puts {order_id} on the queue again", flush=True)
        store.zadd("open_orders", {open_order: time.time() + LEASE}, xx=True)
        write_receipt(order_id, seconds)
# endregion: sweep


# region: task
@huey.task(timeout=240)
def write_receipt(order_id, seconds):
    print(f"order {order_id} started", flush=True)
    open_order = json.dumps([order_id, seconds])
    store.zadd("open_orders", {open_order: time.time() + LEASE}, xx=True)
    time.sleep(seconds)  # stands for the work

    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    # HSETNX writes only if the order has no receipt yet. A second delivery changes nothing.
    if store.hsetnx("receipts", order_id, json.dumps(receipt)):
        print(f"order {order_id} receipt written", flush=True)
    else:
        print(f"order {order_id} receipt was already there", flush=True)
    store.zrem("open_orders", open_order)
    store.hdel("lost_orders", order_id)
# endregion: task
