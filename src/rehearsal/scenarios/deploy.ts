import { mixed, type Scenario } from './scenario.ts';

export const deploy: Scenario = {
  name: 'deploy',
  title: 'Deploy',
  summary:
    'The new instance comes up beside the old one. After the overlap the old one gets SIGTERM, has the shutdown delay to finish, and gets SIGKILL if it has not; several instances are told at the same time. A service with a disk is stopped before the new instance starts.',
  needs: [],
  async play(stage) {
    const old = await stage.startAll();
    await stage.enqueue(mixed(stage.orders));
    await stage.busy(old);
    await stage.deployOver(old, () => stage.keepBusy(old));
    await stage.drain();
  },
};
