"""The broker's settings, and the one actor that writes a receipt per order."""

import json
import logging
import os
import threading
import time
from datetime import UTC, datetime

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.errors import Retry as TryAgain
from dramatiq.middleware import Shutdown, ShutdownNotifications
from redis import Redis
from redis.backoff import ExponentialBackoff, NoBackoff
from redis.retry import Retry

# region: settings
broker = RedisBroker(
    # A dead connection has to raise, in the producer as in the worker. No retries: a command
    # whose answer got lost may have been carried out.
    client=Redis.from_url(
        os.environ["REDIS_URL"],
        socket_connect_timeout=2,
        socket_timeout=3,
        retry=Retry(NoBackoff(), retries=0),
    ),
    # A worker that has not been heard of for 30 s is dead; the default is 60 s.
    heartbeat_timeout=30_000,
    # One command in ten looks for dead workers; the default is one in a thousand, and an
    # idle worker sends about one a second to each queue.
    maintenance_chance=100_000,
)


class HandBack(ShutdownNotifications):
    """Raises Shutdown in what still runs some seconds after SIGTERM, not at once."""

    def __init__(self, after):
        super().__init__(notify_shutdown=True)
        self.after = after

    def before_worker_shutdown(self, broker, worker):
        timer = threading.Timer(self.after, self.manager.shutdown)
        timer.daemon = True
        timer.start()


# Earlier than --worker-shutdown-timeout in render.yaml, which gives nothing back.
broker.add_middleware(HandBack(after=40))
dramatiq.set_broker(broker)
# endregion: settings

logger = logging.getLogger(__name__)

# In your application receipts belong to its database. Here one store keeps the example small.
# It retries for about 25 s: an actor that raises while the broker is away is lost, because
# the retry cannot be enqueued and the message is acknowledged all the same.
store = Redis.from_url(
    os.environ["REDIS_URL"],
    socket_timeout=3,
    retry=Retry(ExponentialBackoff(base=0.5, cap=5), retries=8),
)


# region: task
class HandedBack(TryAgain):
    pass


def deserves_another_try(retries, error):
    return isinstance(error, HandedBack) or retries < 5


@dramatiq.actor(retry_when=deserves_another_try, time_limit=240_000)
def write_receipt(order_id, seconds):
    logger.info("order %s started", order_id)
    try:
        work(seconds)
    except Shutdown:
        raise HandedBack(delay=0) from None

    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    # HSETNX writes only if the order has no receipt yet. A second delivery changes nothing.
    if store.hsetnx("receipts", order_id, json.dumps(receipt)):
        logger.info("order %s receipt written", order_id)
    else:
        logger.info("order %s receipt was already there", order_id)


def work(seconds):
    """Many short steps: Shutdown and the time limit cannot interrupt one long call."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        time.sleep(0.1)
# endregion: task
