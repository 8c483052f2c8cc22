import { mixed, type Scenario } from './scenario.ts';

export const brokerFull: Scenario = {
  name: 'broker-full',
  title: 'Broker full',
  summary:
    'Orders wait, and the broker fills up with other keys. Under `noeviction` it refuses new orders and keeps the waiting ones; under `allkeys-lru` it takes everything and deletes orders to make room.',
  needs: ['broker', 'ledger'],
  async play(stage) {
    await stage.enqueue(mixed(stage.orders).map(() => 0.05));
    await stage.fillBroker();
    await stage.enqueue(
      Array.from({ length: 10 }, () => 0.05),
      3,
    );
    await stage.freeBroker();
    await stage.startAll();
    await stage.drain();
  },
};
