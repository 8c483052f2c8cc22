import { Worker } from 'bullmq';
import { exportPage } from './export-page.js';

const PAGES = 60;

// A page takes about 20 seconds and may be written twice.
async function exportAll(job) {
  for (let page = 0; page < PAGES; page += 1) {
    await exportPage(job.data.account, page);
  }
}

const worker = new Worker('exports', exportAll, { connection: { url: process.env.REDIS_URL } });

process.on('SIGTERM', async () => {
  await worker.close();
  process.exit(0);
});
