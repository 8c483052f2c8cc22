"""Makes the tables, if they are not there yet. Safe to run again, and by two deploys at once."""

import os

import psycopg
from procrastinate.schema import SchemaManager

# region: migrate
with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
    # Ends with the transaction. `procrastinate schema --apply` has no such lock, and fails the
    # second time.
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('migrate'))")
    (jobs,) = connection.execute("SELECT to_regclass('procrastinate_jobs')").fetchone()
    if jobs is None:
        connection.execute(SchemaManager.get_schema())
    connection.execute("""
        CREATE TABLE IF NOT EXISTS receipts (
            order_id text PRIMARY KEY,
            written_at timestamptz NOT NULL
        )
    """)
# endregion: migrate
print("tables are there" if jobs else "tables made")
