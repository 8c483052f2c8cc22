import { Worker } from 'bullmq';
import { draw } from './draw.js';

const worker = new Worker('tiles', (job) => draw(job.data), {
  connection: { url: process.env.REDIS_URL },
});

process.on('SIGTERM', async () => {
  console.log('draining');
  await worker.close();
  console.log('drained');
  process.exit(0);
});
