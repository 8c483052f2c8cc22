import { setTimeout as sleep } from 'node:timers/promises';
import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import type { OnModuleDestroy } from '@nestjs/common';
import { Job, WaitingError } from 'bullmq';
import { Redis } from 'ioredis';
import { type Order, QUEUE, RECEIPTS, reason } from './orders.ts';

const GRACE_SECONDS = Number(process.env.GRACE_SECONDS ?? 50);
export const CONCURRENCY = Number(process.env.WORKER_CONCURRENCY ?? 5);

// region: processor
@Processor(QUEUE, {
  concurrency: CONCURRENCY,
  // By default the second hard kill fails a job for good, whatever `attempts` says.
  maxStalledCount: 5,
})
export class OrdersProcessor extends WorkerHost implements OnModuleDestroy {
  constructor(private readonly broker: Redis) {
    super();
  }

  // BullMQ passes a signal only to a function that declares all three parameters.
  async process(job: Job<Order>, token?: string, signal?: AbortSignal) {
    const { order_id, seconds } = job.data;
    console.log(`order ${order_id} started`);
    try {
      await sleep(seconds * 1000, undefined, { signal });
    } catch (error) {
      if (!signal?.aborted) throw error;
      await job.moveToWait(token);
      console.log(`order ${order_id} handed back`);
      throw new WaitingError(); // tells BullMQ that the job has already been moved
    }
    const receipt = JSON.stringify({ order_id, written_at: new Date().toISOString() });
    const written = await this.broker.hsetnx(RECEIPTS, order_id, receipt);
    console.log(`order ${order_id} receipt ${written ? 'written' : 'was already there'}`);
  }

  @OnWorkerEvent('failed')
  onFailed(job: Job<Order> | undefined, error: Error) {
    console.log(`order ${job?.data.order_id} failed: ${reason(error)}`);
  }

  @OnWorkerEvent('error')
  onError(error: Error) {
    console.log(`worker error: ${reason(error)}`);
  }
  // endregion: processor

  // region: shutdown
  // The first of Nest's hooks: whatever jobs use is still there while this waits.
  async onModuleDestroy() {
    console.log(`no new jobs, ${GRACE_SECONDS} s to finish`);

    // worker.close() waits without limit, so the limit has to be ours.
    setTimeout(() => {
      console.log('grace over: handing jobs back');
      this.worker.cancelAllJobs();
      setTimeout(() => {
        console.log('gave up: what is left comes back as stalled');
        process.exit(1);
      }, 5000);
    }, GRACE_SECONDS * 1000);

    await this.worker.close();
    console.log('drained');
  }
  // endregion: shutdown
}
