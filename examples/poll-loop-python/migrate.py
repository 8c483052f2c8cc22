"""Makes the tables."""

import os
from pathlib import Path

import psycopg

schema = Path(__file__).with_name("schema.sql").read_text()
with psycopg.connect(os.environ["DATABASE_URL"], connect_timeout=5) as connection:
    connection.execute(schema)
print("jobs and receipts are there")
