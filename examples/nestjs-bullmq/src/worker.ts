import { NestFactory } from '@nestjs/core';
import { CONCURRENCY } from './orders.processor.ts';
import { WorkerModule } from './worker.module.ts';

// region: main
// No HTTP server: a worker has no port.
const app = await NestFactory.createApplicationContext(WorkerModule, { logger: ['error', 'warn'] });
// Without useProcessExit Nest ends by sending the signal to itself, which PID 1 survives.
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
console.log(`worker ready, ${CONCURRENCY} jobs at a time`);
// endregion: main
