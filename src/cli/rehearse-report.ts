import { visible } from '../blueprint/formats/frame.ts';
import type { Paint } from '../blueprint/formats/pretty.ts';
import type { Plan } from '../rehearsal/plan.ts';
import type { RehearseOptions } from '../rehearsal/rehearse.ts';
import type { RehearsalResult, ScenarioResult } from '../rehearsal/result.ts';
import type { Progress, Watcher } from '../rehearsal/stage.ts';
import { percentOf } from '../rehearsal/timeline.ts';

/** Shows on a stream what is going on; a terminal gets a line that changes. */
export function watcherOf(
  stream: NodeJS.WriteStream,
  isQuiet: boolean,
  onLine: Watcher['onLine'] = () => {},
): RehearseOptions['watcher'] & { clear(): void } {
  const isLive = stream.isTTY === true && !isQuiet;
  let last: { at: number; done: number } | undefined;
  let rate = 0;
  const clear = () => {
    if (isLive) stream.write('\r\u001B[K');
  };
  const write = (line: string) => {
    if (isQuiet) return;
    clear();
    stream.write(`${line}\n`);
  };
  return {
    clear,
    onLine,
    onPlan: (plan) => write(planText(plan)),
    onPhase: (what) => write(what === 'done' ? '' : `… ${what}`),
    onEvent: ({ at, text }) => write(`${seconds(at)}  ${text}`),
    onProgress({ at, what, done, orders }: Progress) {
      if (!isLive) return;
      if (done !== undefined && (!last || at - last.at >= 1)) {
        if (last) rate = (done - last.done) / (at - last.at);
        last = { at, done };
      }
      const jobs = done === undefined ? '' : `${done}/${orders} done, ${rate.toFixed(1)}/s; `;
      const line = `${seconds(at)}  ${jobs}${what}`;
      clear();
      stream.write(line.slice(0, (stream.columns || 80) - 1));
    },
  };
}

/** What is about to run, for a person who does not know the Blueprint. */
export function planText({ worker, blueprint, commands, stores, variables }: Plan): string {
  const width = Math.max(...commands.map(({ what }) => what.length)) + 2;
  const servers = stores.map(({ name, software }) => `${software} for ${name}`);
  const builders = commands.some(({ what }) => what === '--enqueue')
    ? 'builds and --enqueue'
    : 'builds';
  const also = (names: readonly string[], whose: string) =>
    names.length > 0 ? `; ${whose} ${names.join(', ')} as well` : '';
  return [
    `Rehearsing ${worker} runs these commands of ${visible(blueprint)} on this machine, as you, in a copy of its folder:`,
    ...commands.map(({ what, command }) => `  ${what.padEnd(width)}${visible(command)}`),
    ...(servers.length > 0 ? [`On 127.0.0.1 it starts ${servers.join(', ')}.`] : []),
    `Of your environment they get ${variables.all.join(', ')}${also(variables.builds, builders)}${also(variables.stores, 'servers')}; the Blueprint and its values file give the rest.`,
    '',
  ].join('\n');
}

/** The result for a person. */
export function reportOf(result: RehearsalResult, paint: Paint): string {
  const { worker, overlap, blueprint } = result;
  const head = [
    paint.path(`${worker.name} of ${blueprint}`),
    `  starts with    ${worker.startCommand}`,
    `  SIGKILL after  ${worker.shutdownDelay} s`,
    `  overlap        ${overlap} s here, 60 s on Render`,
  ].join('\n');
  return `${[head, ...result.scenarios.map((scenario) => scenarioOf(scenario, worker.memory, paint))].join('\n\n')}\n`;
}

function scenarioOf(scenario: ScenarioResult, memory: number, paint: Paint): string {
  const { count, longJob, instances, servers, isClean, wait } = scenario;
  const lines = [
    `${paint.path(scenario.scenario)} ${isClean ? paint.good('clean') : paint.error('damage')}`,
    `  ${scenario.summary}`,
  ];
  const names = [...instances, ...servers].map(({ name }) => name.length);
  const width = Math.max('started again'.length, ...names) + 2;
  const row = (name: string, value: string) => lines.push(`  ${name.padEnd(width)}${value}`);
  if (count) {
    row('orders', `${count.orders} accepted, ${count.refused} attempts refused`);
    row('done once', String(count.once));
    row('done twice', String(count.twice));
    row('lost', count.lost === 0 ? '0' : `${count.lost}, not back after ${wait} s`);
    const { redeliveryDelay, retryDelay } = count;
    const after = (delay: typeof redeliveryDelay) => (delay ? `, after ${spanOf(delay)} s` : '');
    row('started again', `${count.redelivered}${after(redeliveryDelay)}`);
    if (count.retried) row('tried again', `${count.retried}${after(retryDelay)}`);
    if (count.late > 0) row('late', String(count.late));
  }
  if (longJob) {
    const { seconds: work, deploys, runs, redone, steps } = longJob;
    row('long job', `${work} s of work, started ${runs} times under ${deploys} deploys`);
    if (redone !== undefined) row('work redone', percentOf(redone));
    if (steps) row('steps redone', `${steps.again} of ${steps.done - steps.again}`);
  }
  for (const { name, stop, exit, peakMemory } of instances) {
    const parts: string[] = [];
    if (stop?.signal === 'SIGTERM') {
      parts.push(
        stop.killed
          ? 'killed at the deadline'
          : `ended ${(stop.took ?? 0).toFixed(1)} s after SIGTERM`,
      );
    }
    if (stop?.signal === 'SIGKILL') parts.push('killed at once');
    if (exit)
      parts.push(`${exit.byItself ? 'ended by itself, ' : ''}exit ${exit.code ?? exit.signal}`);
    if (stop?.inFlight !== undefined) parts.push(`${stop.inFlight} orders in hand`);
    if (stop && stop.orphans > 0) parts.push(`${stop.orphans} processes that never heard SIGTERM`);
    parts.push(`${peakMemory.toFixed(0)} of ${memory} MB`);
    row(name, parts.join(', '));
  }
  for (const { name, software, settings, connections, left, evicted } of servers) {
    const set = Object.entries(settings).map(([key, value]) => `${key} ${value}`);
    row(name, [software, ...set].join(', '));
    row(
      '',
      `${connections.most} of ${connections.limit} connections${evicted === undefined ? '' : `, ${evicted} keys evicted`}`,
    );
    const keys = Object.entries(left).map(([key, value]) => `${key} ${value}`);
    if (keys.length > 0)
      row('', `left: ${keys.slice(0, 8).join(', ')}${keys.length > 8 ? ', …' : ''}`);
  }
  return lines.join('\n');
}

function seconds(at: number): string {
  return `${at.toFixed(1).padStart(6)} s`;
}

function spanOf({ least, most }: { least: number; most: number }): string {
  const [from, to] = [least.toFixed(1), most.toFixed(1)];
  return from === to ? to : `${from} to ${to}`;
}
