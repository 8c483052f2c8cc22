import type { Scenario } from './scenario.ts';

export const overrun: Scenario = {
  name: 'overrun',
  title: 'Overrun',
  summary:
    'A deploy meets an order that takes longer than the shutdown delay. What counts is whether the worker gives it back before SIGKILL, and how soon the new instance has it.',
  needs: ['ledger'],
  async play(stage) {
    const old = await stage.startAll();
    const long = stage.delay + stage.overlap + 15;
    await stage.enqueue([long, 0.2, 0.2, 0.2]);
    await stage.busy(old);
    await stage.pause(2, 'at work');
    await stage.startAll();
    await stage.overlapping();
    await stage.terminate(old);
    await stage.drain(long);
  },
};
