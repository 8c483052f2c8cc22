"""The producer: takes orders over HTTP and puts them on the queue."""

import json
import logging
from contextlib import asynccontextmanager
from typing import Annotated

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from redis.exceptions import RedisError

from broker import connect

log = logging.getLogger("uvicorn.error")


# region: lifespan
@asynccontextmanager
async def lifespan(api: FastAPI):
    # One pool for each uvicorn worker. It connects with the first request, so the service also
    # starts while the broker is away, and answers 503 instead of keeping a user waiting.
    api.state.redis = connect(socket_connect_timeout=2, socket_timeout=3, timeout=3)
    yield
    await api.state.redis.aclose(close_connection_pool=True)


api = FastAPI(lifespan=lifespan)
# endregion: lifespan


# region: producer
class Order(BaseModel):
    order_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    seconds: Annotated[float, Field(strict=True, ge=0, le=3600)] = 1


@api.post("/orders", status_code=202)
async def post_order(order: Order, request: Request):
    # None instead of a job: this order waits or runs already, so the request is fulfilled.
    await request.app.state.redis.enqueue_job(
        "write_receipt", order.order_id, order.seconds, _job_id=order.order_id
    )
    return {"order_id": order.order_id}


@api.exception_handler(RedisError)
async def broker_failed(request: Request, error: RedisError):
    log.error("broker: %s", error)
    return JSONResponse({"error": "the broker cannot be reached or refuses the write"}, 503)
# endregion: producer


@api.exception_handler(RequestValidationError)
async def bad_order(request: Request, error: RequestValidationError):
    first = error.errors()[0]
    return JSONResponse({"error": f"{first['loc'][-1]}: {first['msg']}"}, 400)


@api.get("/receipts/{order_id}")
async def get_receipt(order_id: str, request: Request):
    receipt = await request.app.state.redis.hget("receipts", order_id)
    if receipt is None:
        return JSONResponse({"error": f"no receipt for order {order_id}"}, 404)
    return json.loads(receipt)


@api.get("/receipts")
async def count_receipts(request: Request):
    return {"count": await request.app.state.redis.hlen("receipts")}


@api.get("/healthz")
async def healthz():
    return {"ok": True}
