import os

from celery import Celery

app = Celery("thumbs", broker=os.environ["REDIS_URL"])
app.conf.worker_concurrency = int(os.environ.get("WEB_CONCURRENCY", "2"))


@app.task
def thumbnail(path):
    ...
