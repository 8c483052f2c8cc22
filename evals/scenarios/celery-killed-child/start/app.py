import os

from celery import Celery

app = Celery("photos", broker=os.environ["REDIS_URL"])


@app.task
def stitch(album):
    ...
