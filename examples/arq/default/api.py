"""What a first producer looks like: arq's create_pool, and a job with the options that arq has."""

import json
import logging
import os
from contextlib import asynccontextmanager
from typing import Annotated

from arq import create_pool
from arq.connections import RedisSettings
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from redis.exceptions import RedisError

log = logging.getLogger("uvicorn.error")


@asynccontextmanager
async def lifespan(api: FastAPI):
    api.state.redis = await create_pool(RedisSettings.from_dsn(os.environ["REDIS_URL"]))
    yield
    await api.state.redis.aclose()


api = FastAPI(lifespan=lifespan)


class Order(BaseModel):
    order_id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    seconds: Annotated[float, Field(strict=True, ge=0, le=3600)] = 1


@api.post("/orders", status_code=202)
async def post_order(order: Order, request: Request):
    await request.app.state.redis.enqueue_job("write_receipt", order.order_id, order.seconds)
    return {"order_id": order.order_id}


@api.exception_handler(RedisError)
async def broker_failed(request: Request, error: RedisError):
    log.error("broker: %s", error)
    return JSONResponse({"error": "the broker cannot be reached or refuses the write"}, 503)


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
