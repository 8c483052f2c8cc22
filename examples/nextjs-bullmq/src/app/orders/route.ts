import { jobIdOf, type Order } from '../../orders.ts';
import { ask, unavailable } from '../../queue.ts';

// region: route
export async function POST(request: Request) {
  const order = readOrder(await request.json().catch(() => undefined));
  if (typeof order === 'string') return Response.json({ error: order }, { status: 400 });
  return ask(({ orders }) => orders.add('fulfil', order, { jobId: jobIdOf(order) })).then(
    () => Response.json({ order_id: order.order_id }, { status: 202 }),
    unavailable,
  );
}
// endregion: route

/** The order, or what is wrong with it. */
function readOrder(body: unknown): Order | string {
  if (typeof body !== 'object' || body === null) return 'the body is no JSON object';
  const { order_id, seconds = 1 } = body as Partial<Record<keyof Order, unknown>>;
  if (typeof order_id !== 'string' || !/^[A-Za-z0-9_-]{1,64}$/.test(order_id)) {
    return 'order_id: 1 to 64 letters, digits, _ or -';
  }
  if (typeof seconds !== 'number' || !(seconds >= 0 && seconds <= 3600)) {
    return 'seconds: a number from 0 to 3600';
  }
  return { order_id, seconds };
}
