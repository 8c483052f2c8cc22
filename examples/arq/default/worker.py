"""What a first worker looks like: a function, and every setting as arq has it."""

import asyncio
import json
import os
from datetime import UTC, datetime

from arq.connections import RedisSettings


async def write_receipt(ctx, order_id, seconds):
    print(f"order {order_id} started", flush=True)
    await asyncio.sleep(seconds)
    receipt = {"order_id": order_id, "written_at": datetime.now(UTC).isoformat()}
    written = await ctx["redis"].hsetnx("receipts", order_id, json.dumps(receipt))
    print(f"order {order_id} receipt {'written' if written else 'was already there'}", flush=True)


class WorkerSettings:
    functions = [write_receipt]
    redis_settings = RedisSettings.from_dsn(os.environ["REDIS_URL"])
