import { celeryValued, commandOf, programsOf, verbOf } from '../command.ts';
import { sources } from '../sources.ts';
import { entryOf, fieldOf, type Mapping, numberOf, rangeAt } from '../tree.ts';
import type { Rule } from './rule.ts';

/** A scheduler that has no lock of its own, so that two at once send everything twice. */
interface Scheduler {
  name: string;
  advice: string;
  /** What the service says somewhere if its scheduler has a lock after all. */
  lock?: RegExp;
}

// The app may name the scheduler instead of the command; then a variable or the build speaks of it.
const redBeat = /redbeat/i;

const celeryWorker: Scheduler = {
  name: '`celery worker --beat`',
  advice: 'Take beat out of the worker: use a cron job, or a service of its own with RedBeat.',
  lock: redBeat,
};
const celeryBeat: Scheduler = {
  name: '`celery beat`',
  advice: 'Use `-S redbeat.RedBeatScheduler`, which has one, or a cron job.',
  lock: redBeat,
};

export const schedulerDoubled: Rule = {
  id: 'scheduler-doubled',
  severity: 'warning',
  summary: 'A scheduler without a lock runs more than once.',
  why: 'A deploy runs the old and the new instance side by side for at least 60 seconds, and every further instance is one more scheduler: each tick in that time fires twice. Celery’s beat, clockwork and supercronic have no lock. Use a cron job, or a scheduler with one, such as RedBeat (`-S redbeat.RedBeatScheduler`). A service with a disk is stopped before the new instance starts, so one instance of it is one scheduler.',
  sources: [
    sources.deploys,
    sources.disks,
    {
      title: 'Celery docs: Periodic tasks',
      url: 'https://docs.celeryq.dev/en/stable/userguide/periodic-tasks.html',
      read: '2026-11-25',
    },
    {
      title: 'Clockwork README: it avoids locking by running as a single process',
      url: 'https://github.com/Rykian/clockwork',
      read: '2026-11-25',
    },
    { title: 'Experiment: two beats and two RedBeats side by side', read: '2026-11-23' },
  ],
  check({ blueprint, source, report }) {
    for (const { node, type, name } of blueprint.services) {
      if (type !== 'worker' && type !== 'web' && type !== 'pserv') continue;
      for (const field of ['startCommand', 'dockerCommand']) {
        const found = schedulerIn(commandOf(node, field));
        if (!found || found.lock?.test(textOf(source, node))) continue;
        const scaling = fieldOf(node, 'scaling');
        const count = numberOf(scaling, 'maxInstances') ?? numberOf(node, 'numInstances') ?? 1;
        if (count <= 1 && entryOf(node, 'disk')) continue;
        const what =
          count > 1
            ? `${count} instances of \`${name}\` are ${count} schedulers, and ${found.name} has no lock: what falls due is sent ${count} times.`
            : `A deploy runs the old and the new \`${name}\` side by side for at least 60 s, and ${found.name} has no lock: what falls due then is sent twice.`;
        report({
          range: rangeAt(node, field),
          message: `${what} ${found.advice}`,
        });
      }
    }
  },
};

/** All that is written of a service, wherever an alias has it from. */
function textOf(source: string, node: Mapping): string {
  const { start, end } = node.anchor ?? node.range;
  return source.slice(start.offset, end.offset);
}

function schedulerIn(command: string | undefined): Scheduler | undefined {
  // Most commands name none of them, and need not be taken apart.
  if (!command || !/celery|clockwork|supercronic/.test(command)) return undefined;
  for (const { name, words } of programsOf(command)) {
    if (name === 'celery') {
      const subcommand = verbOf(words, celeryValued);
      if (subcommand === 'beat') return celeryBeat;
      const embedsBeat = words.includes('-B') || words.includes('--beat');
      if (subcommand === 'worker' && embedsBeat) return celeryWorker;
    }
    const isClockwork = name === 'clockwork' && words.some((word) => word.endsWith('.rb'));
    if (isClockwork || (name === 'supercronic' && words.length > 0)) {
      return { name: `\`${name}\``, advice: 'Use a cron job.' };
    }
  }
  return undefined;
}
