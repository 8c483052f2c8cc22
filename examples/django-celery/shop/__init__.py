# region: import
# Without it the web service never loads shop/celery.py: `@shared_task` then belongs to an app without
# your settings, has no delay_on_commit(), and delay() looks for RabbitMQ on localhost.
from .celery import app as celery_app

__all__ = ["celery_app"]
# endregion: import
