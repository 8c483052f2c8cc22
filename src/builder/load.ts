import { serverMemory } from '../blueprint/platform/plans.ts';
import { type Answers, storeOf } from './answers.ts';
import type { Framework } from './frameworks/framework.ts';
import { assumptions, platform, type Size } from './size.ts';
import type { LoadLine } from './types.ts';
import { counted, number } from './words.ts';

/** The arithmetic of a project, one line for each number that something limits. */
export function loadOf(answers: Answers, framework: Framework, size: Size): LoadLine[] {
  const capacity = size.slots * size.instances;
  const isPostgres = storeOf(answers.framework) === 'postgres';
  const { base, slot } = framework.sizing.megabytes;
  const lines: Omit<LoadLine, 'fits'>[] = [
    {
      id: 'in-flight',
      what: 'Jobs in flight at the peak',
      value: round(size.inFlight),
      limit: capacity,
      unit: 'jobs',
      how: `${number(answers.jobsPerHour)} jobs per hour ÷ 3,600 × ${number(answers.averageSeconds)} s`,
    },
    {
      id: 'slots',
      what: 'Slots, with room for what is not average',
      value: size.neededSlots,
      limit: capacity,
      unit: 'slots',
      how: `${number(size.inFlight)} ÷ ${assumptions.slotUse}, rounded up; there are ${counted(size.instances, 'instance')} × ${counted(size.slots, 'slot')}`,
    },
    {
      id: 'instances',
      what: 'Instances of the worker',
      value: size.instances,
      limit: platform.mostInstances,
      unit: 'instances',
      how: `${counted(size.neededSlots, 'slot')} ÷ ${number(size.slots)} per instance, rounded up`,
    },
    {
      id: 'worker-memory',
      what: 'Memory of a worker with every slot busy',
      value: round(size.workerMegabytes),
      limit: Math.floor(serverMemory(size.workerPlan) * assumptions.workerMemoryUse),
      unit: 'MB',
      how: `${base} MB measured for the framework, and ${number(size.slots)} × (${slot} + ${number(answers.jobMegabytes)}) MB; planned to ${assumptions.workerMemoryUse * 100} % of ${size.workerPlan}`,
    },
    {
      id: 'waiting',
      what: `Jobs that wait after ${assumptions.outageMinutes} minutes without a worker`,
      value: size.waiting,
      unit: 'jobs',
      how: `${number(answers.jobsPerHour)} jobs per hour × ${assumptions.outageMinutes} minutes`,
    },
    ...catchUp(answers, size),
    isPostgres
      ? {
          id: 'store-storage',
          what: 'Storage of waiting and finished jobs',
          value: round(size.storeMegabytes),
          limit: Math.floor(size.storeLimit),
          unit: 'MB',
          how: `${number(size.waiting)} waiting jobs${keptText(framework)}; ${number(bytesOf(answers, framework))} bytes each, planned to ${assumptions.storeUse * 100} % of ${size.diskGigabytes} GB`,
        }
      : {
          id: 'store-memory',
          what: 'Memory of waiting jobs in the broker',
          value: round(size.storeMegabytes),
          limit: Math.floor(size.storeLimit),
          unit: 'MB',
          how: `${number(size.waiting)} × ${number(bytesOf(answers, framework))} bytes, of which ${number(answers.payloadKilobytes * 1000)} are payload; planned to ${assumptions.storeUse * 100} % of ${size.storePlan}`,
        },
    {
      id: 'connections',
      what: `Connections of ${isPostgres ? 'the database' : 'the broker'} during a deploy`,
      value: size.connections,
      limit: size.connectionLimit,
      unit: 'connections',
      how: `2 × ${counted(size.instances, 'instance')} × ${number(framework.sizing.connections(size))}, and ${number(size.connections - 2 * size.instances * framework.sizing.connections(size))} for producers and what else connects`,
    },
    {
      id: 'shutdown-delay',
      what: 'Seconds that the longest job needs to end in a deploy',
      value: answers.longestSeconds + assumptions.graceMargin + framework.tailSeconds,
      limit: platform.mostDelay,
      unit: 'seconds',
      how: `${number(answers.longestSeconds)} s, ${assumptions.graceMargin} s to spare and ${framework.tailSeconds} s to hand back; the delay is ${size.delaySeconds} s`,
    },
  ];
  return lines.map((line) => ({
    ...line,
    fits: line.limit === undefined || line.value <= line.limit,
  }));
}

/** How long finished jobs stay, if they do. */
function keptText({ sizing: { keptHours = 0 } }: Framework): string {
  if (keptHours === 0) return ', and none that are finished';
  return `, and those that finished in ${counted(keptHours / 24, 'day')} of ${assumptions.peakHoursPerDay} busy hours`;
}

function bytesOf({ payloadKilobytes }: Answers, { sizing }: Framework): number {
  return Math.ceil(sizing.jobBytes(payloadKilobytes * 1000));
}

/** How long the queue takes to empty after an outage while jobs still arrive; nothing if it never does. */
function catchUp(answers: Answers, size: Size): Omit<LoadLine, 'fits'>[] {
  const perHour = (size.slots * size.instances * 3600) / answers.averageSeconds;
  const gain = perHour - answers.jobsPerHour;
  if (gain <= 0) return [];
  return [
    {
      id: 'catch-up',
      what: 'Minutes until they are worked off, at the peak',
      value: round((size.waiting / gain) * 60),
      unit: 'minutes',
      how: `${number(size.waiting)} jobs ÷ (${number(perHour)} that the workers do in an hour − ${number(answers.jobsPerHour)} that arrive)`,
    },
  ];
}

const round = (value: number) => Math.ceil(value * 100) / 100;
