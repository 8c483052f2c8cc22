import type { Enqueuer } from './framework.ts';

/** The cron job's program, as a file of the project. */
export function pythonEnqueuer(text: string): Enqueuer {
  return {
    file: { path: 'enqueue.py', text, isExecutable: false },
    startCommand: 'python enqueue.py',
  };
}

/**
 * The cron job's program where one call of `app.py` enqueues an order.
 *
 * @param imported what of `app.py` it needs
 * @param call what takes the order's id and its seconds
 */
export function enqueueByCall(imported: string, call: string): Enqueuer {
  return pythonEnqueuer(`"""Enqueues the orders of one period. The cron job in render.yaml runs it."""

import os
import time

from app import ${imported}

# In your application: look up what is due, and pass its ids.
period = int(time.time() // 60 // int(os.environ["PERIOD_MINUTES"]))
count = int(os.environ["ORDERS_PER_RUN"])

for number in range(count):
    # One period gives the same ids each time, so a run that is repeated changes nothing.
    ${call}(f"{period}-{number}", 1)
print(f"enqueued {count} orders of period {period}", flush=True)
`);
}
