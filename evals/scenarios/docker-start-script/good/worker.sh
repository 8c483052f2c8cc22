#!/bin/sh
set -e

mkdir -p /tmp/pages
python warm_up.py
exec celery -A app worker --loglevel=INFO --concurrency=2
