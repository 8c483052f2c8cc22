import { NestFactory } from '@nestjs/core';
import { ApiModule } from './api.module.ts';

// region: main
const app = await NestFactory.create(ApiModule, { logger: ['error', 'warn'] });
app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
await app.listen(process.env.PORT ?? 10000, process.env.HOST ?? '0.0.0.0');
console.log(`api ready on ${await app.getUrl()}`);
// endregion: main
