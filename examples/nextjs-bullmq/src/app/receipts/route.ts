import { RECEIPTS } from '../../orders.ts';
import { ask, unavailable } from '../../queue.ts';

export async function GET() {
  return ask(({ broker }) => broker.hlen(RECEIPTS)).then(
    (count) => Response.json({ count }),
    unavailable,
  );
}
