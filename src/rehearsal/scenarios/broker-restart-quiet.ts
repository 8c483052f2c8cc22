import type { Scenario } from './scenario.ts';

export const brokerRestartQuiet: Scenario = {
  name: 'broker-restart-quiet',
  title: 'Broker restart, one order at work',
  summary:
    'The broker or database restarts while the worker is busy with one long order and waits for more. A worker that has a free slot learns of it at once, one with none only later, and not every framework survives both.',
  needs: ['ledger'],
  async play(stage) {
    const all = await stage.startAll();
    await stage.enqueue([20]);
    await stage.busy(all);
    await stage.pause(2, 'at work');
    await stage.restartStore();
    await stage.enqueue([0.2, 0.2, 0.2, 0.2]);
    await stage.drain();
  },
};
