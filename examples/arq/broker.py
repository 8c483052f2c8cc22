"""The connection to the broker, the same for producer and worker but for their patience."""

import json
import os
from datetime import timedelta

from arq.connections import ArqRedis
from redis.asyncio import BlockingConnectionPool


# region: connect
# JSON, never pickle: whoever can write to the broker could run code in the worker.
def to_json(job):
    return json.dumps(job).encode()


def connect(**patience):
    # Not arq's create_pool: that one asks the broker at once, and has no limit for an answer.
    # This pool lets the 21st request wait; the usual one would refuse it, or know no limit at all.
    pool = BlockingConnectionPool.from_url(os.environ["REDIS_URL"], max_connections=20, **patience)
    redis = ArqRedis(pool)
    redis.job_serializer = to_json
    redis.job_deserializer = json.loads
    # By default a job that has waited for a day is thrown away.
    redis.expires_extra_ms = int(timedelta(days=7).total_seconds() * 1000)
    return redis
# endregion: connect
