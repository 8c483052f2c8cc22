import { InjectQueue } from '@nestjs/bullmq';
import {
  BadRequestException,
  Body,
  Controller,
  Get,
  HttpCode,
  NotFoundException,
  Param,
  Post,
  ServiceUnavailableException,
} from '@nestjs/common';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { jobIdOf, type Order, QUEUE, RECEIPTS, reason } from './orders.ts';

// region: controller
@Controller()
export class OrdersController {
  constructor(
    @InjectQueue(QUEUE) private readonly orders: Queue<Order>,
    private readonly broker: Redis,
  ) {
    orders.on('error', (error) => console.log(`queue error: ${reason(error)}`));
    // A queue whose first handshake failed stays broken; a restart mends it.
    orders.waitUntilReady().catch(() => process.exit(1));
  }

  @Post('orders')
  @HttpCode(202)
  async post(@Body() body: unknown) {
    const order = readOrder(body);
    await this.ask(() => this.orders.add('fulfil', order, { jobId: jobIdOf(order) }));
    return { order_id: order.order_id };
  }
  // endregion: controller

  @Get('receipts')
  async count() {
    return { count: await this.ask(() => this.broker.hlen(RECEIPTS)) };
  }

  @Get('receipts/:id')
  async receipt(@Param('id') id: string) {
    const receipt = await this.ask(() => this.broker.hget(RECEIPTS, id));
    if (!receipt) throw new NotFoundException({ error: `no receipt for ${id}` });
    return JSON.parse(receipt);
  }

  @Get('healthz')
  health() {
    return { ok: true };
  }

  // region: ask
  private async ask<T>(question: () => Promise<T>): Promise<T> {
    try {
      // While ioredis has never connected, BullMQ would wait for ever.
      if (this.broker.status !== 'ready') throw new Error('no connection');
      return await question();
    } catch (error) {
      const message = `the broker did not confirm: ${reason(error as Error)}`;
      console.log(`answered 503: ${message}`);
      throw new ServiceUnavailableException({ error: message });
    }
  }
  // endregion: ask
}

function readOrder(body: unknown): Order {
  const refuse = (error: string) => new BadRequestException({ error });
  if (typeof body !== 'object' || body === null) throw refuse('the body is no JSON object');
  const { order_id, seconds = 1 } = body as Partial<Record<keyof Order, unknown>>;
  if (typeof order_id !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(order_id)) {
    throw refuse('order_id: 1 to 64 letters, digits, _ or -');
  }
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= 3600)) {
    throw refuse('seconds: a number from 0 to 3600');
  }
  return { order_id, seconds };
}
