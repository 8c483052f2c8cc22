#!/bin/sh
set -e

mkdir -p /tmp/pages
python warm_up.py
celery -A app worker --loglevel=INFO --concurrency=2
