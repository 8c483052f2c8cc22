from django.db import models


class Order(models.Model):
    order_id = models.CharField(max_length=64, primary_key=True)
    seconds = models.FloatField()
    queued_at = models.DateTimeField(auto_now_add=True)


class Receipt(models.Model):
    # The order is the key, so a second delivery cannot write a second receipt.
    order = models.OneToOneField(Order, on_delete=models.PROTECT, primary_key=True)
    written_at = models.DateTimeField(auto_now_add=True)
