"""The producer: takes orders over HTTP, stores them and queues them once they are committed."""

import json
import logging
import re
from functools import wraps

from django.db import InterfaceError, OperationalError, ProgrammingError, transaction
from django.http import JsonResponse
from django.views.decorators.http import require_GET, require_POST
from kombu.exceptions import OperationalError as BrokerError
from redis.exceptions import RedisError

from .models import Order, Receipt
from .tasks import write_receipt

logger = logging.getLogger(__name__)

# ProgrammingError: a column of a migration that has not run yet.
STORE_ERRORS = (BrokerError, RedisError, OperationalError, InterfaceError, ProgrammingError)
ORDER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BadOrder(ValueError):
    pass


def read_order(request):
    try:
        body = json.loads(request.body)
    except ValueError:
        body = None
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


def answers_503(view):
    """Says that a store is away instead of failing with 500."""

    @wraps(view)
    def answer(*args, **kwargs):
        try:
            return view(*args, **kwargs)
        except STORE_ERRORS as error:
            logger.error("store: %s", error)
            message = "a store cannot be reached or refuses the write"
            return JsonResponse({"error": message}, status=503)

    return answer


# region: producer
@require_POST
@answers_503
def post_order(request):
    try:
        order_id, seconds = read_order(request)
    except BadOrder as error:
        return JsonResponse({"error": str(error)}, status=400)
    with transaction.atomic():
        Order.objects.get_or_create(order_id=order_id, defaults={"seconds": seconds})
        # After COMMIT: with delay() a worker may look for a row that nobody can see yet.
        write_receipt.delay_on_commit(order_id)
    return JsonResponse({"order_id": order_id}, status=202)
# endregion: producer


@require_GET
@answers_503
def get_receipt(_request, order_id):
    receipt = Receipt.objects.filter(pk=order_id).first()
    if receipt is None:
        return JsonResponse({"error": f"no receipt for order {order_id}"}, status=404)
    return JsonResponse({"order_id": order_id, "written_at": receipt.written_at.isoformat()})


@require_GET
@answers_503
def count_receipts(_request):
    return JsonResponse({"count": Receipt.objects.count()})


@require_GET
def healthz(_request):
    return JsonResponse({"ok": True})
