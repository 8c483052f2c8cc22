"""What tells every slot to come to an end."""

import signal
import threading

stopping = threading.Event()


def stop(number, _frame):
    if not stopping.is_set():
        name = signal.Signals(number).name
        print(f"{name}: no new jobs, the current steps are finished", flush=True)
    stopping.set()


signal.signal(signal.SIGTERM, stop)
signal.signal(signal.SIGINT, stop)
