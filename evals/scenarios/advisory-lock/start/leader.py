import os

import psycopg

IMPORT_LOCK = 4711


def become_leader():
    """Waits until no other instance imports, and returns the connection that holds the lock."""
    connection = psycopg.connect(os.environ["DATABASE_URL"], autocommit=True)
    connection.execute("SELECT pg_advisory_lock(%s)", [IMPORT_LOCK])
    return connection
