"""RQ's worker with an end to its patience: after GRACE_SECONDS it puts the job back and exits."""

import signal
import threading
from datetime import timedelta

from rq import Worker
from rq.exceptions import StopRequested
from rq.utils import now


# region: worker
class GraceWorker(Worker):
    # 10 s less than maxShutdownDelaySeconds in render.yaml.
    grace_seconds = 50

    def __init__(self, *args, **options):
        # `rq worker-pool` has no options for these three, so they stand here.
        super().__init__(
            *args,
            **{
                **options,
                # How often a running job is known to live; it counts as abandoned 60 s after that.
                "job_monitoring_interval": 10,
                # How often to look for abandoned jobs: between jobs, and while idle ...
                "maintenance_interval": 30,
                # ... every worker_ttl - 15 seconds.
                "worker_ttl": 20,
            },
        )
        self._out_of_time = False

    def handle_warm_shutdown_request(self):
        super().handle_warm_shutdown_request()
        timer = threading.Timer(self.grace_seconds, self.stop_job)
        timer.daemon = True
        timer.start()

    def request_force_stop(self, signum, frame):
        # The pool's signal and the platform's may arrive together; only a later one means "now".
        if now() - self._shutdown_requested_date > timedelta(seconds=1):
            self.stop_job()

    def stop_job(self):
        self._out_of_time = True
        # Without a job the process id is 0, and killing that group would kill this worker.
        if self.horse_pid:
            self.kill_horse()

    def handle_job_failure(self, job, queue, *args, execution=None, **options):
        if not self._out_of_time:
            return super().handle_job_failure(job, queue, *args, execution=execution, **options)
        # It did not fail. It goes to the front of the queue and keeps its retries.
        with self.connection.pipeline() as pipeline:
            # In this order: enqueue_job wants an empty pipeline.
            queue.enqueue_job(job, pipeline=pipeline, at_front=True)
            self.cleanup_execution(job, pipeline=pipeline, execution=execution)
            pipeline.execute()
        self.log.warning("Worker %s: job %s is back in the queue", self.name, job.id)

    def setup_work_horse_signals(self):
        # A SIGTERM to every process must not end the job; the worker decides that.
        super().setup_work_horse_signals()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)

    # RQ raises StopRequested out of its signal handler. Between taking a job and running it that
    # leaves the job in no registry for minutes, so this worker only stops where it holds none.
    def _shutdown(self):
        self._stop_requested = True

    def dequeue_job_and_maintain_ttl(self, timeout, max_idle_time=None):
        while not self._stop_requested:
            taken = super().dequeue_job_and_maintain_ttl(timeout, max_idle_time or timeout)
            if taken or timeout is None or max_idle_time:
                return taken
        raise StopRequested
# endregion: worker
