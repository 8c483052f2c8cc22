import { mixed, type Scenario } from './scenario.ts';

export const crash: Scenario = {
  name: 'crash',
  title: 'Crash',
  summary:
    'The worker is gone at once, as by the out-of-memory killer or a dead host: SIGKILL with orders in hand and no SIGTERM before it. A new instance starts three seconds later.',
  needs: [],
  async play(stage) {
    const all = await stage.startAll();
    await stage.enqueue(mixed(Math.min(stage.orders, 40)));
    const unlucky = await stage.busy(all);
    await stage.pause(2, 'at work');
    await stage.kill(unlucky);
    await stage.pause(3, 'it is missing');
    await stage.start();
    await stage.drain();
  },
};
