import os
from contextlib import contextmanager

import psycopg

IMPORT_LOCK = 4711


@contextmanager
def leadership():
    """Waits until no other instance imports; the lock lasts as long as the transaction."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [IMPORT_LOCK])
        yield connection
