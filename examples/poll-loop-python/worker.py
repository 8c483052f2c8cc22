"""The worker: takes jobs from the table, does them in steps, and writes one receipt each."""

# Before all others: they take their time, and a signal may come.
from signals import stopping  # isort: skip

import os
import threading
import time
import uuid

import psycopg
from psycopg.rows import namedtuple_row

CONCURRENCY = int(os.environ.get("WORKER_CONCURRENCY", "4"))
STEP_SECONDS = 1
LEASE_SECONDS = 30
MOST_ATTEMPTS = 20

# region: claim
CLAIM = """
    update jobs
    set leased_by = %s, leased_until = now() + make_interval(secs => %s), attempts = attempts + 1
    where id = (
        select id from jobs
        where run_at <= now() and (leased_until is null or leased_until < now())
        order by run_at, id
        limit 1
        for update skip locked
    )
    returning id, order_id, seconds, step, attempts"""
# endregion: claim

MINE = "where id = %s and leased_by = %s returning id"
RELEASE = "update jobs set leased_by = null, leased_until = null, "
# It did not fail, so it gets its attempt back.
HAND_OVER = f"{RELEASE} attempts = attempts - 1 {MINE}"
LATER = f"{RELEASE} run_at = now() + make_interval(secs => %s) {MINE}"
ASIDE = f"{RELEASE} run_at = 'infinity' {MINE}"

# region: finish
CHECKPOINT = f"""
    update jobs set step = %s, leased_until = now() + make_interval(secs => %s) {MINE}"""

# One statement is one transaction: the receipt is written if the job was ours, or nothing is.
FINISH = """
    with done as (
        delete from jobs where id = %s and leased_by = %s returning order_id
    ), receipt as (
        insert into receipts (order_id) select order_id from done
        on conflict do nothing returning order_id
    )
    select exists (select from receipt) as written from done"""
# endregion: finish


def log(line):
    # In one piece, because the slots share the output.
    print(f"{line}\n", end="", flush=True)


class LeaseLost(Exception):
    pass


# region: lease
class Slot:
    """One job at a time, with a connection of its own."""

    connection = None
    # When the lease ends by the clock of this process: never later than by the database's.
    until = 0.0

    def claim(self):
        # New with each claim, so what this worker had before counts no more.
        self.holder = str(uuid.uuid4())
        until = time.monotonic() + LEASE_SECONDS
        jobs = self.ask(CLAIM, (self.holder, LEASE_SECONDS), stopping.is_set)
        self.until = until
        return jobs[0] if jobs else None

    def write(self, statement, *values):
        """Writes on the job as long as it is ours."""
        until = time.monotonic() + LEASE_SECONDS
        rows = self.ask(statement, values, lambda: time.monotonic() > self.until)
        if not rows:
            raise LeaseLost
        self.until = until
        return rows[0]
    # endregion: lease

    # region: patience
    def ask(self, statement, values, is_too_late):
        """Asks until there is an answer, or nobody wants it any more."""
        pause = 1
        while True:
            try:
                rows = self.connect().execute(statement, values).fetchall()
                outage.ends()
                return rows
            except psycopg.Error as error:
                outage.begins(error)
            # In pieces, so that neither a signal nor the end of a lease is slept through.
            for _ in range(pause):
                if is_too_late():
                    return None
                time.sleep(1)
            pause = min(pause * 2, 10)

    def connect(self):
        if self.connection is None or self.connection.closed:
            self.connection = psycopg.connect(
                os.environ["DATABASE_URL"],
                autocommit=True,
                # A pooler in transaction mode gives each statement another connection.
                prepare_threshold=None,
                connect_timeout=5,
                tcp_user_timeout=5000,
                row_factory=namedtuple_row,
            )
        return self.connection
    # endregion: patience

    # region: run
    def run(self, job):
        steps = -(-job.seconds // STEP_SECONDS)
        log(f"order {job.order_id} started")
        step = job.step
        while step < steps:
            if stopping.is_set():
                self.write(HAND_OVER, job.id, self.holder)
                log(f"order {job.order_id} handed over after step {step}")
                return
            work(job, step)
            step += 1
            self.write(CHECKPOINT, step, LEASE_SECONDS, job.id, self.holder)
            log(f"order {job.order_id} step {step}")
        written = self.write(FINISH, job.id, self.holder).written
        log(f"order {job.order_id} receipt {'written' if written else 'was already there'}")
    # endregion: run

    # region: failure
    def attempt(self, job):
        try:
            # Also what ended its worker each time, and so never came to the lines below.
            if job.attempts > MOST_ATTEMPTS:
                self.write(ASIDE, job.id, self.holder)
                log(f"order {job.order_id} set aside after {MOST_ATTEMPTS} attempts")
            else:
                self.run(job)
        except LeaseLost:
            log(f"order {job.order_id} dropped: the lease is lost")
        except Exception as error:
            pause = min(2**job.attempts, 600)
            log(f"order {job.order_id} failed, again in {pause} s: {error!r}")
            try:
                self.write(LATER, pause, job.id, self.holder)
            except LeaseLost:
                pass  # the end of the lease says the same
    # endregion: failure

    # region: loop
    def loop(self):
        while not stopping.is_set():
            job = self.claim()
            if job:
                self.attempt(job)
            else:
                stopping.wait(1)
    # endregion: loop


def work(job, step):
    """Stands for the work: one step of it, much shorter than the lease."""
    time.sleep(min(STEP_SECONDS, job.seconds - step * STEP_SECONDS))


class Outage:
    """What all slots see is said once."""

    def __init__(self):
        self.lock = threading.Lock()
        self.is_on = False

    def begins(self, error):
        self.turn(True, f"the database is away: {str(error).splitlines()[0]}")

    def ends(self):
        self.turn(False, "the database is back")

    def turn(self, is_on, line):
        with self.lock:
            if self.is_on != is_on:
                log(line)
            self.is_on = is_on


outage = Outage()

# region: main
if __name__ == "__main__":
    slots = [threading.Thread(target=Slot().loop, daemon=True) for _ in range(CONCURRENCY)]
    for slot in slots:
        slot.start()
    log(f"worker ready, {CONCURRENCY} jobs at a time")
    # The main thread takes the signals.
    stopping.wait()
    end = time.monotonic() + LEASE_SECONDS + 15
    for slot in slots:
        slot.join(max(0, end - time.monotonic()))
    log("stopped")
# endregion: main
