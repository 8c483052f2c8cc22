import os

from celery import Celery

app = Celery("photos", broker=os.environ["REDIS_URL"])


@app.task(acks_late=True, autoretry_for=(Exception,), max_retries=3)
def stitch(album):
    ...
