import os
import time

import psycopg

IMPORT_LOCK = 4711


def become_leader():
    """Waits until no other instance imports, and returns the connection that holds the lock."""
    connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    while True:
        row = connection.execute("SELECT pg_try_advisory_lock(%s)", [IMPORT_LOCK]).fetchone()
        if row and row[0]:
            return connection
        time.sleep(5)
