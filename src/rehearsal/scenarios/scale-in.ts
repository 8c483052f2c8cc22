import { mixed, type Scenario } from './scenario.ts';

export const scaleIn: Scenario = {
  name: 'scale-in',
  title: 'Scale-in',
  summary:
    'Two instances work, and one of them is no longer wanted: it gets SIGTERM, the shutdown delay and SIGKILL, and nothing takes its place.',
  needs: [],
  async play(stage) {
    const all = await stage.startAll(2);
    await stage.enqueue(mixed(stage.orders));
    const leaving = [await stage.busy(all)];
    await stage.keepBusy(leaving);
    await stage.terminate(leaving);
    await stage.drain();
  },
};
