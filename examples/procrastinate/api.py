"""The producer: takes orders over HTTP and defers a job for each."""

import asyncio
import logging
import os
from collections.abc import Coroutine
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from procrastinate.exceptions import ConnectorException
from psycopg import Error as DatabaseError
from psycopg_pool import AsyncConnectionPool, PoolTimeout
from pydantic import BaseModel, Field

from orders import app, write_receipt

log = logging.getLogger("uvicorn.error")


# region: lifespan
@asynccontextmanager
async def lifespan(api: FastAPI):
    # A pool of its own: open_async() waits for the database, and the service would not start
    # while that is away.
    pool = AsyncConnectionPool(
        os.environ["DATABASE_URL"],
        min_size=1,
        max_size=5,
        timeout=3,
        open=False,
        check=AsyncConnectionPool.check_connection,
    )
    await pool.open()
    async with app.open_async(pool):
        yield
    await pool.close()


api = FastAPI(lifespan=lifespan)
# endregion: lifespan


# region: producer
class Order(BaseModel):
    order_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    seconds: Annotated[float, Field(strict=True, ge=0, le=3600)] = 1


async def in_time(question: Coroutine):
    """Does not keep a user waiting for a silent database."""
    # Not asyncio.timeout: psycopg takes ten seconds more to cancel a query that nobody hears.
    task = asyncio.create_task(question)
    done, _ = await asyncio.wait([task], timeout=3)
    if not done:
        task.cancel()
        raise TimeoutError("no answer in 3 s")
    return task.result()


@api.post("/orders", status_code=202)
async def post_order(order: Order):
    await in_time(write_receipt.defer_async(order_id=order.order_id, seconds=order.seconds))
    return {"order_id": order.order_id}


async def database_failed(request: Request, error: Exception):
    log.error("database: %r", error)
    return JSONResponse({"error": "the database cannot be reached, try again later"}, 503)


for failure in (ConnectorException, DatabaseError, PoolTimeout, TimeoutError):
    api.add_exception_handler(failure, database_failed)
# endregion: producer


@api.exception_handler(RequestValidationError)
async def bad_order(request: Request, error: RequestValidationError):
    first = error.errors()[0]
    return JSONResponse({"error": f"{first['loc'][-1]}: {first['msg']}"}, 400)


async def query(text: str, *values: str):
    async def ask():
        async with app.connector.pool.connection() as connection:
            return await (await connection.execute(text, values)).fetchone()

    return await in_time(ask())


@api.get("/receipts/{order_id}")
async def get_receipt(order_id: str):
    row = await query("SELECT written_at FROM receipts WHERE order_id = %s", order_id)
    if row is None:
        return JSONResponse({"error": f"no receipt for order {order_id}"}, 404)
    return {"order_id": order_id, "written_at": row[0]}


@api.get("/receipts")
async def count_receipts():
    (count,) = await query("SELECT count(*) FROM receipts")
    return {"count": count}


@api.get("/healthz")
async def healthz():
    return {"ok": True}
