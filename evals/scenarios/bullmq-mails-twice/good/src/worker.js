import { Worker } from 'bullmq';
import { send } from './send.js';

const worker = new Worker('mails', (job) => send(job.data), {
  connection: { url: process.env.REDIS_URL },
  concurrency: 5,
});

worker.on('error', (error) => console.error(error));

let closing;
function stop() {
  closing ??= worker.close().then(() => process.exit(0));
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
