import { mixed, type Scenario } from './scenario.ts';

export const brokerRestart: Scenario = {
  name: 'broker-restart',
  title: 'Broker restart',
  summary:
    'The broker or database restarts while orders are worked on, as when its plan, policy or persistence changes. It is away for a moment; what it remembers depends on its persistence.',
  needs: [],
  async play(stage) {
    const all = await stage.startAll();
    await stage.enqueue(mixed(Math.min(stage.orders, 60)));
    await stage.busy(all);
    await stage.pause(2, 'at work');
    await stage.restartStore();
    await stage.enqueue(mixed(20));
    await stage.drain();
  },
};
