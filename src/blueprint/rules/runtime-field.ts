import type { Fix } from '../diagnostic.ts';
import { removeField, renameKey } from '../fixes.ts';
import { nativeRuntimes } from '../schema/values.ts';
import { sources } from '../sources.ts';
import { type Entry, entryOf, rangeAt, stringOf } from '../tree.ts';
import type { Rule, RuleContext } from './rule.ts';

const native: readonly string[] = nativeRuntimes;
const dockerfile = ['dockerfilePath', 'dockerContext'];
const types = ['web', 'worker', 'pserv', 'cron'];
const called: Record<string, string> = {
  worker: 'a worker',
  pserv: 'a private service',
  cron: 'a cron job',
};

/** Fields that a runtime does not read. */
export function strangersOf(runtime: string): readonly string[] {
  if (native.includes(runtime)) return ['dockerCommand', ...dockerfile, 'image'];
  if (runtime === 'docker') return ['startCommand', 'buildCommand', 'image'];
  if (runtime === 'image') return ['startCommand', 'buildCommand', ...dockerfile];
  if (runtime === 'static') return ['startCommand', 'dockerCommand', ...dockerfile, 'image'];
  return [];
}

/** The field that does the same for the other kind of runtime. */
const counterpart: Record<string, string> = {
  startCommand: 'dockerCommand',
  dockerCommand: 'startCommand',
};

export const runtimeField: Rule = {
  id: 'runtime-field',
  severity: 'error',
  summary: 'A command or image field of another runtime.',
  why: 'Native runtimes read `buildCommand` and `startCommand`. `docker` builds a Dockerfile and `image` pulls `image.url`; both read `dockerCommand` in place of `startCommand`. `static` runs nothing and is for `type: web` only. The schema has one shape for all of them, so what is written for another runtime is not run.',
  sources: [sources.spec],
  check({ blueprint, source, report }) {
    for (const { node, type, name } of blueprint.services) {
      const runtime = stringOf(node, 'runtime');
      if (!types.includes(type) || runtime === undefined) continue;
      const at = rangeAt(node, 'runtime');
      if (runtime === 'static' && type !== 'web') {
        report({
          range: at,
          message: `\`${name}\` is ${called[type]} and has \`runtime: static\`, which runs nothing. Choose the runtime of its language, or make it \`type: web\`.`,
        });
        continue;
      }
      if (runtime === 'image' && !entryOf(node, 'image')) {
        report({
          range: at,
          message: `\`${name}\` has \`runtime: image\` and no \`image\`. Say what to pull: \`image.url\`.`,
        });
      }
      for (const field of strangersOf(runtime)) {
        const entry = entryOf(node, field);
        // An empty command is none.
        if (!entry || stringOf(node, field)?.trim() === '') continue;
        report({
          range: entry.keyRange,
          message: `\`${field}\` of \`${name}\` is not read with \`runtime: ${runtime}\`.${adviceOn(field, runtime)}`,
          related: [{ label: 'the runtime', range: at }],
          fixes: fixesOf(entry, runtime, node, source),
        });
      }
    }
  },
};

function adviceOn(field: string, runtime: string): string {
  if (runtime === 'static') return ' A static site is built and published, not started.';
  if (field === 'startCommand') return ' Use `dockerCommand`, or the image’s own command.';
  if (field === 'dockerCommand') return ' Use `startCommand`.';
  if (field === 'buildCommand') {
    return runtime === 'docker' ? ' Build in the Dockerfile.' : ' The image is built already.';
  }
  if (field === 'image') return ' To run a prebuilt image, write `runtime: image`.';
  return ' To build a Dockerfile, write `runtime: docker`.';
}

function fixesOf(
  entry: Entry,
  runtime: string,
  node: RuleContext['blueprint']['services'][number]['node'],
  source: string,
): (Fix | undefined)[] {
  const other = runtime === 'static' ? undefined : counterpart[entry.key];
  return other && !entryOf(node, other)
    ? [renameKey(`Rename it to \`${other}\``, entry, other, false)]
    : [removeField(`Remove \`${entry.key}\``, source, node, entry.key, false)];
}
