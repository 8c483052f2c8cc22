import { serverMemory } from '../blueprint/platform/plans.ts';
import { type Answers, storeOf } from './answers.ts';
import type { Framework, NoteText } from './frameworks/framework.ts';
import { assumptions, platform, type Size } from './size.ts';
import { counted, megabytes, number } from './words.ts';

/** From how many jobs per second on a database wants to be measured first. Our advice. */
const BUSY_DATABASE = 10;
/** From how many kB on a payload is better kept elsewhere. Our advice. */
const LARGE_PAYLOAD = 100;
/** From how many GB on storage costs more than it has to. */
const LARGE_STORAGE = 100;
/** From how many instances on a deploy takes long enough to be said. */
const MANY_INSTANCES = 10;

export function previews({ producer }: Answers): NoteText[] {
  const runs = producer === 'cron' ? ' Its cron job runs, too, and enqueues.' : '';
  return [
    {
      id: 'previews',
      text: `Each pull request gets a copy of everything in this file, with an empty queue, which expires after three days.${runs} It needs a Pro workspace, and it costs what it runs. No service may pin a \`branch\`, or every preview deploys that one.`,
      href: '/reference/blueprint/#previews',
    },
  ];
}

export function web(): NoteText[] {
  return [
    {
      id: 'producer',
      text: 'The web service only writes to the queue, and answers 503 if the store cannot be reached. It is one instance of the smallest plan: size it by your own requests.',
      href: '/understand/how-workers-work/#the-loop',
    },
  ];
}

export function cron({ schedule }: Answers, jobs: number): NoteText[] {
  const when = { 'quarter-hourly': '15 minutes', hourly: 'hour', daily: 'day' }[schedule];
  const after = schedule === 'daily' ? ' The workers are sized to be done within an hour.' : '';
  return [
    {
      id: 'producer',
      text: `A cron job enqueues ${counted(jobs, 'job')} every ${when} and ends; the worker does them. The period is part of each job’s id, so a run that is repeated does no harm.${after}`,
      href: '/guides/cron-jobs/#a-cron-job-that-enqueues',
    },
  ];
}

export function killed({ afterKill }: Framework): NoteText[] {
  return [afterKill];
}

export function region({ region }: Answers): NoteText[] {
  return [
    {
      id: 'region',
      text: `Everything is in \`${region}\`: services reach each other over the private network only within one region, and a region cannot be changed later.`,
      href: '/guides/networking/',
    },
  ];
}

export function workerPlan(answers: Answers, framework: Framework, size: Size): NoteText[] {
  const memory = `with every slot busy an instance takes up to ${megabytes(size.workerMegabytes)} of ${megabytes(serverMemory(size.workerPlan))}.`;
  const choice =
    size.unmet.length > 0 ? 'The plan that comes closest' : 'The cheapest plan that bears the load';
  const cpu =
    answers.work === 'computes'
      ? ' A job that computes gets a CPU of its own, so half a CPU will not do.'
      : '';
  return [
    {
      id: 'worker-plan',
      text: `${choice}: ${memory}${cpu} The framework’s share is measured, yours is what you answered: read the memory graph.`,
      href: framework.sizing.source,
    },
  ];
}

export function instances(answers: Answers, size: Size): NoteText[] {
  const capacity = size.slots * size.instances;
  const found: NoteText[] = [
    {
      id: 'instances',
      text: `At the peak ${number(size.inFlight)} jobs are in flight. With ${assumptions.slotUse * 100} % of the slots in use ${size.neededSlots === 1 ? 'one is' : `${number(size.neededSlots)} are`} needed; ${counted(size.instances, 'instance')} × ${number(size.slots)} make ${number(capacity)}.`,
      href: '/operate/scaling/#how-many-slots-you-need',
    },
  ];
  if (size.unmet.includes('slots')) {
    found.push({
      id: 'too-many-jobs',
      kind: 'warning',
      text: `This load does not fit: ${counted(size.neededSlots, 'slot')} are needed, and ${platform.mostInstances} instances of \`${size.workerPlan}\`, the most of one service, have ${number(capacity)}. Make jobs shorter, split them over several worker services, or use workflows.`,
      href: '/understand/worker-cron-or-workflow/#decide-in-five-questions',
    });
  }
  if (size.unmet.includes('connections')) {
    const store = storeOf(answers.framework) === 'postgres' ? 'Postgres' : 'Key Value';
    found.push({
      id: 'too-few-connections',
      kind: 'warning',
      text: `This load does not fit: ${counted(size.neededSlots, 'slot')} are needed, and the largest ${store} plan has connections for ${number(capacity)} of them while a deploy doubles each service. Make jobs shorter, or split them over queues with a store each.`,
      href: '/operate/scaling/#connections-double-during-a-deploy',
    });
  }
  if (size.instances >= MANY_INSTANCES) {
    found.push({
      id: 'long-rollout',
      kind: 'warning',
      text: `A deploy replaces one instance at a time. If each waits out its 60 seconds, ${number(size.instances)} take ${number(size.instances)} minutes or more.`,
      href: '/operate/scaling/#set-the-instance-count',
    });
  }
  return found;
}

export function migration(): NoteText[] {
  return [
    {
      id: 'migration',
      text: 'Tables are made before the new instance starts, while the old one still works: a migration has to suit both versions.',
      href: '/understand/postgres/#migrations-and-the-overlap',
    },
  ];
}

export function slots(answers: Answers, framework: Framework, size: Size): NoteText[] {
  const why =
    answers.work === 'computes'
      ? 'one for each CPU, because the jobs compute'
      : 'our start for jobs that wait, as far as memory allows';
  return [
    {
      id: 'slots',
      text: `${counted(size.slots, 'job')} at once in each instance: ${why}. Workers have no \`WEB_CONCURRENCY\`, so it is stated.`,
      href: framework.sizing.source,
    },
    ...(framework.notes?.(size) ?? []),
  ];
}

export function shutdown(answers: Answers, framework: Framework, size: Size): NoteText[] {
  const { longestSeconds } = answers;
  const found: NoteText[] = [
    {
      id: 'shutdown-delay',
      text: `In a deploy a running job has ${size.graceSeconds} s to end, and SIGKILL comes after ${size.delaySeconds} s. An idle worker is gone at once, so a long delay costs nothing then.`,
      href: '/guides/graceful-shutdown/#choose-the-delay',
    },
    framework.afterGrace,
  ];
  if (longestSeconds + assumptions.graceMargin > size.graceSeconds) {
    found.push({
      id: 'long-jobs',
      kind: 'warning',
      text: `Render waits ${platform.mostDelay} s at most, of which a running job has ${size.graceSeconds} s here. Your longest takes ${number(longestSeconds)} s, and ${assumptions.graceMargin} s to spare: a deploy may cut it off, and then it starts from the beginning. Split it, store its progress and go on from there, or move it to a workflow.`,
      href: framework.longJobs ?? '/guides/graceful-shutdown/#jobs-longer-than-300-seconds',
    });
  }
  return found;
}

export function directUrl(): NoteText[] {
  return [
    {
      id: 'direct-url',
      text: 'The worker takes `connectionString`: `LISTEN` and session locks do not work through the pooler. A web service may use the pooler later.',
      href: '/understand/postgres/#which-url',
    },
  ];
}

export function keyValuePlan(answers: Answers, size: Size): NoteText[] {
  const found: NoteText[] = [
    {
      id: 'store-plan',
      text: `After ${assumptions.outageMinutes} minutes without a worker ${counted(size.waiting, 'job')} wait, which take about ${megabytes(size.storeMegabytes)} of the ${megabytes(size.storeLimit)} that we plan with. A deploy of everything opens up to ${number(size.connections)} of ${number(size.connectionLimit)} connections.`,
      href: '/understand/key-value/#memory-size-for-the-backlog',
    },
  ];
  if (size.storePlan === 'free') {
    found.push({
      id: 'free-broker',
      kind: 'warning',
      text: 'The free plan keeps nothing on disk and may restart at any time: queued jobs are then gone, as you answered. There is one free instance per workspace, and a later change to a paid plan starts empty.',
      href: '/understand/key-value/#what-wipes-the-data',
    });
  }
  if (['20g', '40g'].includes(size.storePlan)) {
    found.push({
      id: 'large-broker',
      kind: 'warning',
      text: `Render’s pages disagree about plans above 10 GB: one lists \`${size.storePlan}\`, another says to contact support.`,
      href: '/understand/key-value/#plans',
    });
  }
  return [...found, ...tooMuch(size), ...payload(answers)];
}

export function databasePlan(answers: Answers, size: Size): NoteText[] {
  const found: NoteText[] = [
    {
      id: 'store-plan',
      text: `The memory of a plan decides its connections. A deploy of everything opens up to ${number(size.connections)} of the ${number(size.connectionLimit)} that we plan with; ${assumptions.reservedConnections} stay free. Queued jobs are rows: they survive a restart.`,
      href: '/understand/postgres/#connections',
    },
  ];
  const perSecond = answers.jobsPerHour / 3600;
  if (perSecond >= BUSY_DATABASE) {
    found.push({
      id: 'busy-database',
      kind: 'warning',
      text: `${number(perSecond)} jobs per second are several times as many writes. How many a plan bears is not measured here: try it with your jobs, watch the CPU, and take a larger plan before it is busy.`,
      href: '/understand/postgres/#when-it-beats-key-value',
    });
  }
  return [...found, ...payload(answers)];
}

export function storage({ diskGigabytes = 0, storeMegabytes }: Size): NoteText[] {
  const href = '/understand/postgres/#finished-rows';
  const found: NoteText[] = [
    {
      id: 'storage',
      text: `Waiting jobs and finished ones that are still kept take about ${megabytes(storeMegabytes)}, an estimate. Your own tables come on top.`,
      href,
    },
  ];
  if (diskGigabytes < LARGE_STORAGE) return found;
  const text = `${number(diskGigabytes)} GB are mostly finished jobs. Keep them for a shorter time, and start with less: storage only grows.`;
  return [...found, { id: 'large-storage', kind: 'warning', text, href }];
}

export function eviction(): NoteText[] {
  return [
    {
      id: 'eviction',
      text: '`noeviction` is the only policy under which a full broker loses no job. Producers get an error instead.',
      href: '/understand/key-value/#what-eviction-does-to-jobs',
    },
  ];
}

export function persistence({ survives }: Answers): NoteText[] {
  const more = survives
    ? ''
    : ' You did not ask for it; the paid plan that the load needs has it anyway.';
  return [
    {
      id: 'persistence',
      text: `The log is synced every second, so a restart loses about one second.${more}`,
      href: '/understand/key-value/#what-wipes-the-data',
    },
  ];
}

export function closedStore({ producer, framework }: Answers, name: string): NoteText[] {
  const reference = storeOf(framework) === 'postgres' ? 'fromDatabase' : 'fromService';
  if (producer !== 'outside') {
    return [
      {
        id: 'closed-store',
        text: 'The list is about connections from outside of Render. Services in the workspace and region need no entry.',
        href: '/guides/networking/#internal-or-external-url',
      },
    ];
  }
  return [
    {
      id: 'producer',
      text: `A producer on Render, in the same workspace and region, takes the URL with \`${reference}\` and the name \`${name}\`, and needs no entry here. Only a producer elsewhere needs its own address in this list, and the external URL.`,
      href: '/guides/networking/#internal-or-external-url',
    },
  ];
}

function tooMuch(size: Size): NoteText[] {
  if (!size.unmet.includes('memory')) return [];
  return [
    {
      id: 'too-much-waiting',
      kind: 'warning',
      text: `This does not fit: ${counted(size.waiting, 'waiting job')} take ${megabytes(size.storeMegabytes)}, and the largest plan is \`${size.storePlan}\`. It is full before ${assumptions.outageMinutes} minutes without a worker are over, and then refuses jobs. Pass less in each job.`,
      href: '/understand/key-value/#memory-size-for-the-backlog',
    },
  ];
}

function payload({ payloadKilobytes }: Answers): NoteText[] {
  if (payloadKilobytes < LARGE_PAYLOAD) return [];
  return [
    {
      id: 'large-payload',
      kind: 'warning',
      text: `${number(payloadKilobytes)} kB in each job fill the queue fast. Keep the document elsewhere, and pass its id.`,
      href: '/understand/key-value/#memory-size-for-the-backlog',
    },
  ];
}
