import { mixed, type Scenario } from './scenario.ts';

export const scaleIn: Scenario = {
  name: 'scale-in',
  title: 'Scale-in',
  summary:
    'Two instances work, and one of them is no longer wanted: it gets SIGTERM, the shutdown delay and SIGKILL, and nothing takes its place.',
  needs: [],
  async play(stage) {
    const first = await stage.start();
    await stage.start();
    await stage.enqueue(mixed(stage.orders));
    await stage.busy(first);
    await stage.terminate(first);
    await stage.drain();
  },
};
