"""The producer: takes orders over HTTP and writes each into the table of jobs."""

import os
import re

import psycopg
from flask import Flask, request
from psycopg.rows import dict_row

api = Flask(__name__)

ORDER_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


class BadOrder(ValueError):
    pass


def read_order():
    body = request.get_json(force=True, silent=True)
    if not isinstance(body, dict):
        raise BadOrder("body: expected a JSON object")
    order_id = body.get("order_id")
    if not isinstance(order_id, str) or not ORDER_ID.fullmatch(order_id):
        raise BadOrder("order_id: expected 1 to 64 letters, digits, '_' or '-'")
    seconds = body.get("seconds", 1)
    is_number = isinstance(seconds, (int, float)) and not isinstance(seconds, bool)
    if not is_number or not 0 <= seconds <= 3600:
        raise BadOrder("seconds: expected a number from 0 to 3600")
    return order_id, seconds


# region: producer
def query(statement, *values):
    # A connection for each request keeps this short. A busy producer takes psycopg_pool.
    with psycopg.connect(
        os.environ["DATABASE_URL"],
        autocommit=True,
        connect_timeout=3,
        tcp_user_timeout=3000,
        row_factory=dict_row,
    ) as connection:
        cursor = connection.execute(statement, values)
        return cursor.fetchone() if cursor.description else None


@api.post("/orders")
def post_order():
    order_id, seconds = read_order()
    # In your own application: in the same transaction as the order itself.
    query("insert into jobs (order_id, seconds) values (%s, %s)", order_id, seconds)
    return {"order_id": order_id}, 202


@api.errorhandler(psycopg.Error)
def database_failed(error):
    api.logger.error("database: %s", error)
    return {"error": "the database cannot be reached or did not confirm"}, 503
# endregion: producer


@api.errorhandler(BadOrder)
def bad_order(error):
    return {"error": str(error)}, 400


@api.get("/receipts/<order_id>")
def get_receipt(order_id):
    row = query("select order_id, written_at from receipts where order_id = %s", order_id)
    if row is None:
        return {"error": f"no receipt for order {order_id}"}, 404
    return {"order_id": row["order_id"], "written_at": row["written_at"].isoformat()}


@api.get("/receipts")
def count_receipts():
    return query("select count(*) as count from receipts")


@api.get("/healthz")
def healthz():
    return {"ok": True}
