import os

import dj_database_url

SECRET_KEY = os.environ["SECRET_KEY"]
DEBUG = False
ROOT_URLCONF = "shop.urls"
WSGI_APPLICATION = "shop.wsgi.application"
INSTALLED_APPS = ["orders"]
# A JSON API without cookies: no sessions, so no CSRF check either.
MIDDLEWARE = ["django.middleware.common.CommonMiddleware"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Django sets the time zone of its whole process, and Chicago is the default.
TIME_ZONE = "UTC"

# region: hosts
# Health checks carry the onrender.com name as Host, or a custom domain as soon as there is one:
# it must be in EXTRA_HOSTS before you add it, or every check is answered with 400.
ALLOWED_HOSTS = [
    "127.0.0.1",
    *filter(None, [os.environ.get("RENDER_EXTERNAL_HOSTNAME")]),
    *filter(None, os.environ.get("EXTRA_HOSTS", "").split(",")),
]
# endregion: hosts

# region: database
DATABASES = {
    "default": dj_database_url.parse(
        os.environ["DATABASE_URL"],
        # For the web service. Celery closes its connections before and after every task.
        conn_max_age=60,
        conn_health_checks=True,
    )
}
DATABASES["default"].setdefault("OPTIONS", {})["connect_timeout"] = 3
# endregion: database

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(processName)s %(message)s"},
    },
    "handlers": {
        "stdout": {
            "class": "logging.StreamHandler",
            "stream": "ext://sys.stdout",
            "formatter": "line",
        },
    },
    "root": {"level": "INFO", "handlers": ["stdout"]},
}

# region: celery
CELERY_BROKER_URL = os.environ["REDIS_URL"]
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# Needs REMAP_SIGTERM=SIGQUIT (render.yaml), and must end before maxShutdownDelaySeconds.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 50
# Soft limit < limit < visibility timeout.
CELERY_TASK_SOFT_TIME_LIMIT = 230
CELERY_TASK_TIME_LIMIT = 240
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
    "socket_timeout": 3,
}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
# endregion: celery
