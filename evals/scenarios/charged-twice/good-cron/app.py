import os

from celery import Celery

app = Celery("billing", broker=os.environ["REDIS_URL"])


@app.task
def charge_due():
    ...
