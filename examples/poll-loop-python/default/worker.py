"""What people write first: a row is marked before the work, and nothing takes the mark back."""

import os
import threading
import time

import psycopg

TAKE = """
    update jobs set status = 'taken'
    where id = (
        select id from jobs where status = 'new' order by id limit 1 for update skip locked
    )
    returning id, order_id, seconds"""


def loop():
    connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    while True:
        job = connection.execute(TAKE).fetchone()
        if job is None:
            time.sleep(1)
            continue
        id, order_id, seconds = job
        print(f"order {order_id} started\n", end="", flush=True)
        time.sleep(seconds)
        written = connection.execute(
            "insert into receipts (order_id) values (%s) on conflict do nothing", (order_id,)
        ).rowcount
        what = "written" if written else "was already there"
        print(f"order {order_id} receipt {what}\n", end="", flush=True)
        connection.execute("update jobs set status = 'done' where id = %s", (id,))


for _ in range(4):
    threading.Thread(target=loop).start()
