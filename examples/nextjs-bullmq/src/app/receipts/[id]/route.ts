import { RECEIPTS } from '../../../orders.ts';
import { ask, unavailable } from '../../../queue.ts';

export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return ask(({ broker }) => broker.hget(RECEIPTS, id)).then(
    (receipt) =>
      receipt
        ? Response.json(JSON.parse(receipt))
        : Response.json({ error: `no receipt for ${id}` }, { status: 404 }),
    unavailable,
  );
}
