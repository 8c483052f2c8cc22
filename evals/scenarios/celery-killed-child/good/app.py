import os

from celery import Celery

app = Celery("photos", broker=os.environ["REDIS_URL"])
app.conf.update(task_acks_late=True, task_reject_on_worker_lost=True)


@app.task
def stitch(album):
    ...
