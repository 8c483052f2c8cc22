import { Queue, Worker } from 'bullmq';
import { exportPage } from './export-page.js';

const PAGES = 60;
const connection = { url: process.env.REDIS_URL };
const queue = new Queue('exports', { connection });

// A page takes about 20 seconds and may be written twice. Each is a job, which adds the next.
async function exportNext({ data: { account, page = 0 } }) {
  await exportPage(account, page);
  if (page + 1 === PAGES) return;
  await queue.add('page', { account, page: page + 1 }, {
    jobId: `${account}-${page + 1}`,
    removeOnComplete: true,
  });
}

const worker = new Worker('exports', exportNext, { connection });

process.on('SIGTERM', async () => {
  await worker.close();
  process.exit(0);
});
