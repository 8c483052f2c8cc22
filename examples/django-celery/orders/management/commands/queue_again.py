# region: sweep
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from orders.models import Order
from orders.tasks import write_receipt


class Command(BaseCommand):
    help = "Queues orders again that have no receipt after so many seconds."

    def add_arguments(self, parser):
        # Longer than an order may wait and run. Too short only means a second delivery.
        parser.add_argument("--age", type=int, default=1800)

    def handle(self, *, age, **_options):
        now = timezone.now()
        late = Order.objects.filter(receipt=None, queued_at__lt=now - timedelta(seconds=age))
        for order in late:
            write_receipt.delay(order.pk)
            # So that the next run does not queue it once more.
            Order.objects.filter(pk=order.pk).update(queued_at=now)
            self.stdout.write(f"order {order.pk} queued again")
# endregion: sweep
