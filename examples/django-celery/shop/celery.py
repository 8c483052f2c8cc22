# region: app
import logging.config
import os

from celery import Celery
from celery.signals import setup_logging
from django.conf import settings

# Before the app: Celery's Django support is switched on by this variable.
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "shop.settings")

app = Celery("shop")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def use_the_logging_of_django(**_options):
    """Celery would put a handler of its own on the root logger, which writes to stderr."""
    logging.config.dictConfig(settings.LOGGING)
# endregion: app
