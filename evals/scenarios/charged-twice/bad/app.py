import os

from celery import Celery

app = Celery("billing", broker=os.environ["REDIS_URL"])
app.conf.beat_schedule = {
    "charge-due-subscriptions": {"task": "app.charge_due", "schedule": 300.0},
}


@app.task
def charge_due():
    ...
