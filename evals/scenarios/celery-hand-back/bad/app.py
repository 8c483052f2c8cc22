import os

from celery import Celery

app = Celery("reports", broker=os.environ["REDIS_URL"])
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_soft_shutdown_timeout=50,
    worker_enable_soft_shutdown_on_idle=True,
    worker_prefetch_multiplier=1,
    broker_transport_options={"visibility_timeout": 3600},
)


@app.task
def report(month):
    ...
