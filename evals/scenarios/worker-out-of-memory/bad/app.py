import os

from celery import Celery

app = Celery("thumbs", broker=os.environ["REDIS_URL"])
app.conf.worker_concurrency = int(os.environ.get("WEB_CONCURRENCY") or os.cpu_count())


@app.task
def thumbnail(path):
    ...
