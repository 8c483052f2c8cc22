"""The Celery app: settings, and the one task that writes a receipt per order."""

import json
import logging
import os
import sys
import time
from datetime import UTC, datetime

from celery import Celery
from celery.signals import setup_logging
from redis import Redis
from redis.backoff import ExponentialBackoff
from redis.retry import Retry

# region: settings
app = Celery("app", broker=os.environ["REDIS_URL"])
app.conf.update(
    # Acknowledge after the task, not before, also when only its process dies ...
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    # ... but try a task that kills its process max_retries times, not for ever.
    task_retry_on_worker_lost=True,
    # Take one message per process, so that a killed worker holds back no others.
    worker_prefetch_multiplier=1,
    # How long SIGTERM waits for running tasks before it hands them back. Needs
    # REMAP_SIGTERM=SIGQUIT (render.yaml), and must end before maxShutdownDelaySeconds.
    worker_soft_shutdown_timeout=50,
    # No task outlives the visibility timeout below.
    task_soft_time_limit=230,
    task_time_limit=240,
    broker_transport_options={
        # An unacknowledged message is delivered again after this many seconds. Longer than any
        # task, countdown or retry delay, or two workers run the same task at once.
        "visibility_timeout": 300,
        # Look for such messages every 10 s; the default is every 100 s.
        "unacked_restore_throttle": 1,
        # A dead connection has to raise, in the producer as in the worker.
        "socket_connect_timeout": 2,
        "socket_timeout": 3,
    },
    # The producer fails at once and answers 503; the worker waits for its broker.
    task_publish_retry_policy={"max_retries": 0},
    broker_connection_retry_on_startup=True,
    # Nobody reads results here, and unread ones fill a broker that evicts nothing.
    task_ignore_result=True,
    # Never pickle: whoever can write to the broker could run code in the worker.
    task_serializer="json",
    accept_content=["json"],
)
# endregion: settings

logger = logging.getLogger(__name__)

# In your application receipts belong to its database. Here one store keeps the example small.
# It retries for about 25 s, because a task that raises is acknowledged and gone.
store = Redis.from_url(
    os.environ["REDIS_URL"],
    socket_timeout=3,
    retry=Retry(ExponentialBackoff(base=0.5, cap=5), retries=8),
)


@setup_logging.connect
def log_to_stdout(loglevel, **_options):
    """Celery logs to stderr by default, away from what the task prints."""
    logging.basicConfig(
        level=loglevel,
        stream=sys.stdout,
        format="%(asctime)s %(levelname)s %(processName)s %(message)s",
    )


# region: task
@app.task(max_retries=3, default_retry_delay=5)
def write_receipt(order_id, seconds):
    logger.info("order %s started", order_id)
    time.sleep(seconds)  # stands for the work

    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    # HSETNX writes only if the order has no receipt yet. A second delivery changes nothing.
    if store.hsetnx("receipts", order_id, json.dumps(receipt)):
        logger.info("order %s receipt written", order_id)
    else:
        logger.info("order %s receipt was already there", order_id)
# endregion: task
