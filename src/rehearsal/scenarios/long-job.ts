import type { Scenario } from './scenario.ts';

export const longJob: Scenario = {
  name: 'long-job',
  title: 'Long job',
  summary:
    'One long order is at work, and the worker is deployed over several times before it can be done, evenly spread. What counts is whether the order gets through, and how much of its work is done more than once.',
  needs: ['ledger'],
  async play(stage) {
    const { seconds, deploys } = stage;
    const all = await stage.startAll();
    await stage.enqueueLong();
    await stage.busy(all);
    const began = stage.now;
    for (let deploy = 1; deploy <= deploys; deploy += 1) {
      // It is the signals that are spread evenly.
      const due = began + (seconds * deploy) / (deploys + 1) - stage.lead;
      await stage.pause(Math.max(0, due - stage.now), `deploy ${deploy} of ${deploys}`);
      await stage.deployOver(stage.running());
    }
    await stage.drain(seconds);
  },
};
