import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { OrdersProcessor } from './orders.processor.ts';
import { BrokerModule, QUEUE, reason } from './orders.ts';

// region: module
@Module({
  imports: [
    // null: a worker waits for its broker as long as it takes.
    BrokerModule.with({ maxRetriesPerRequest: null }),
    BullModule.forRootAsync({
      inject: [Redis],
      useFactory: (connection: Redis) => ({ connection }),
    }),
    // Nest looks for processors only where a queue is registered.
    BullModule.registerQueue({ name: QUEUE }),
  ],
  providers: [OrdersProcessor],
})
export class WorkerModule {
  constructor(@InjectQueue(QUEUE) queue: Queue) {
    queue.on('error', (error) => console.log(`queue error: ${reason(error)}`));
  }
}
// endregion: module
