"""What a first app looks like: a task, and every option as Procrastinate has it."""

import asyncio
import os

from procrastinate import App, PsycopgConnector

app = App(connector=PsycopgConnector(conninfo=os.environ["DATABASE_URL"]))


@app.task(name="write_receipt")
async def write_receipt(order_id: str, seconds: float):
    print(f"order {order_id} started", flush=True)
    await asyncio.sleep(seconds)
    async with app.connector.pool.connection() as connection:
        written = await connection.execute(
            "INSERT INTO receipts (order_id, written_at) VALUES (%s, now()) ON CONFLICT DO NOTHING",
            [order_id],
        )
    outcome = "written" if written.rowcount else "was already there"
    print(f"order {order_id} receipt {outcome}", flush=True)
