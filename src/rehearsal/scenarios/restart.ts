import { deploy } from './deploy.ts';
import type { Scenario } from './scenario.ts';

export const restart: Scenario = {
  name: 'restart',
  title: 'Restart',
  summary:
    'Somebody restarts the service in the Dashboard, or Render moves it to another host. Both are a deploy of the same commit: new instance, overlap, SIGTERM, delay, SIGKILL.',
  needs: [],
  play: (stage) => deploy.play(stage),
};
