import { brokerFull } from './broker-full.ts';
import { brokerRestart } from './broker-restart.ts';
import { brokerRestartQuiet } from './broker-restart-quiet.ts';
import { crash } from './crash.ts';
import { deploy } from './deploy.ts';
import { longJob } from './long-job.ts';
import { overrun } from './overrun.ts';
import { restart } from './restart.ts';
import { scaleIn } from './scale-in.ts';
import type { Scenario } from './scenario.ts';

/** Every scenario, the one that is played by default first. */
export const scenarios: readonly Scenario[] = [
  deploy,
  scaleIn,
  restart,
  overrun,
  longJob,
  crash,
  brokerRestart,
  brokerRestartQuiet,
  brokerFull,
];
