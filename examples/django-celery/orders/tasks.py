"""The one task: it writes a receipt per order, however often it is delivered."""

import logging
import time

from celery import shared_task
from django.db import InterfaceError, OperationalError

from .models import Order, Receipt

logger = logging.getLogger(__name__)


# region: task
@shared_task(
    # A task that raises is acknowledged and gone. The database may be away for a moment.
    autoretry_for=(OperationalError, InterfaceError),
    retry_backoff=2,
    retry_backoff_max=60,
    max_retries=8,
    default_retry_delay=5,
)
def write_receipt(order_id):
    # An id, not the row: what is stored is newer than what a message says.
    order = Order.objects.get(pk=order_id)
    logger.info("order %s started", order_id)
    time.sleep(order.seconds)  # stands for the work

    # The key of the table decides, also between two workers at the same moment.
    _, is_new = Receipt.objects.get_or_create(order_id=order_id)
    logger.info("order %s receipt %s", order_id, "written" if is_new else "was already there")
# endregion: task
