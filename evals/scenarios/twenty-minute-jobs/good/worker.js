import { WaitingError, Worker } from 'bullmq';
import { exportPage } from './export-page.js';

const PAGES = 60;

// A page takes about 20 seconds and may be written twice.
async function exportAll(job, token, signal) {
  for (let page = job.data.page ?? 0; page < PAGES; page += 1) {
    if (signal?.aborted) {
      await job.moveToWait(token);
      throw new WaitingError();
    }
    await exportPage(job.data.account, page);
    await job.updateData({ ...job.data, page: page + 1 });
  }
}

const worker = new Worker('exports', exportAll, { connection: { url: process.env.REDIS_URL } });

process.on('SIGTERM', async () => {
  worker.cancelAllJobs();
  await worker.close();
  process.exit(0);
});
