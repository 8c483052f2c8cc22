import os

from celery import Celery

app = Celery("thumbs", broker=os.environ["REDIS_URL"])


@app.task
def thumbnail(path):
    ...
