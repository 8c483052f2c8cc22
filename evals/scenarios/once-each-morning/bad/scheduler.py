import subprocess
import sys

from apscheduler.schedulers.blocking import BlockingScheduler

scheduler = BlockingScheduler(timezone="UTC")


@scheduler.scheduled_job("cron", day_of_week="mon-fri", hour=6, minute=30)
def digest():
    subprocess.run([sys.executable, "digest.py"], check=True)


scheduler.start()
