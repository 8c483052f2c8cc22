import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { Redis } from 'ioredis';
import { OrdersController } from './orders.controller.ts';
import { BrokerModule, QUEUE } from './orders.ts';

// region: module
@Module({
  imports: [
    // A request fails at once without a connection, and after 3 s without an answer.
    BrokerModule.with({ maxRetriesPerRequest: 1, enableOfflineQueue: false, commandTimeout: 3000 }),
    BullModule.forRootAsync({
      inject: [Redis],
      useFactory: (connection: Redis) => ({ connection }),
    }),
    BullModule.registerQueue({
      name: QUEUE,
      defaultJobOptions: {
        attempts: 5,
        backoff: { type: 'exponential', delay: 1000 },
        // BullMQ keeps finished jobs for ever unless told otherwise. Seconds.
        removeOnComplete: { age: 3600, count: 1000 },
        removeOnFail: { age: 7 * 24 * 3600, count: 5000 },
      },
    }),
  ],
  // No processor: whoever has one is a worker.
  controllers: [OrdersController],
})
export class ApiModule {}
// endregion: module
