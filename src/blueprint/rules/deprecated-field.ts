import type { Fix } from '../diagnostic.ts';
import { moveInto, removeField, replaceEntry, replaceValue } from '../fixes.ts';
import { isStaticSite } from '../model.ts';
import { sources } from '../sources.ts';
import {
  type Entry,
  entryOf,
  fieldOf,
  itemsOf,
  type Mapping,
  stringOf,
  type Tree,
} from '../tree.ts';
import type { Finding, Rule } from './rule.ts';

/** Elsewhere the schema does not know the old fields either. */
const serverTypes: readonly string[] = ['web', 'worker', 'pserv'];
const buildTypes: readonly string[] = [...serverTypes, 'cron'];

type Report = (finding: Finding) => void;

export const deprecatedField: Rule = {
  id: 'deprecated-field',
  severity: 'warning',
  summary: 'A field, or a type, by its old name.',
  why: 'Render still takes the old names, and its reference says what replaced each. `env` and `afterFirstDeployCommand` are gone from the published schema already, so editors and every other check refuse the file. Write the new name before Render stops reading the old one.',
  sources: [sources.spec, sources.schema],
  check({ blueprint, tree, source, report }) {
    const root = tree.kind === 'mapping' ? tree : undefined;
    if (root) checkPreviews(root, environmentFields, source, report);
    for (const { node, type } of blueprint.services) {
      const written = fieldOf(node, 'type');
      if (written && stringOf(node, 'type') === 'redis') reportRedis(written, report);
      if (buildTypes.includes(type)) checkAutoDeploy(node, source, report);
      if (serverTypes.includes(type)) {
        const fields = isStaticSite(node) ? serviceFields.slice(0, 1) : serviceFields;
        checkPreviews(node, fields, source, report);
      }
      for (const item of itemsOf(node, 'envVars')) {
        const reference = fieldOf(item, 'fromService');
        const target = fieldOf(reference, 'type');
        if (target && stringOf(reference, 'type') === 'redis') reportRedis(target, report);
      }
    }
  },
};

function reportRedis(type: Tree, report: Report): void {
  report({
    range: type.range,
    message: '`redis` is the old name of the type `keyvalue`. Write `type: keyvalue`.',
    fixes: [replaceValue('Write `type: keyvalue`', type, 'keyvalue', true)],
  });
}

function checkAutoDeploy(service: Mapping, source: string, report: Report): void {
  const old = entryOf(service, 'autoDeploy');
  if (!old || old.merged || old.value.kind !== 'scalar' || typeof old.value.value !== 'boolean')
    return;
  const current = old.value.value ? 'commit' : '"off"';
  const beside = entryOf(service, 'autoDeployTrigger');
  if (beside) {
    report({
      range: old.keyRange,
      message:
        '`autoDeploy` is the old form of `autoDeployTrigger`, which stands beside it and decides. Remove `autoDeploy`.',
      related: [{ label: '`autoDeployTrigger` is here', range: beside.keyRange }],
      // The reference says which of the two counts.
      fixes: [removeField('Remove `autoDeploy`', source, service, 'autoDeploy', true)],
    });
    return;
  }
  report({
    range: old.keyRange,
    message: `\`autoDeploy: ${old.value.value}\` is the old form of \`autoDeployTrigger: ${current}\`.`,
    fixes: [
      replaceEntry(
        `Write \`autoDeployTrigger: ${current}\``,
        old,
        ['autoDeployTrigger', current],
        true,
      ),
    ],
  });
}

/** An old field whose meaning now has a place in `previews`. */
interface Moved {
  old: string;
  current: string;
  /** The value to write there; undefined where the old one has no meaning. */
  value(old: Tree): string | undefined;
  /** Whether the reference says that both mean the same. */
  isSame(old: Tree): boolean;
}

const isTrue = (tree: Tree) => tree.kind === 'scalar' && tree.value === true;
const generation = (old: Tree) => {
  if (old.kind !== 'scalar' || typeof old.value !== 'boolean') return undefined;
  return old.value ? 'automatic' : '"off"';
};
const same = (old: Tree) =>
  old.kind === 'scalar' && ['string', 'number'].includes(typeof old.value)
    ? String(old.value)
    : undefined;

const environmentFields: readonly Moved[] = [
  // Without the field there are no preview environments, which is what `off` says.
  { old: 'previewsEnabled', current: 'generation', value: generation, isSame: () => true },
  { old: 'previewsExpireAfterDays', current: 'expireAfterDays', value: same, isSame: () => true },
];
const serviceFields: readonly Moved[] = [
  // The reference knows no `off` for a service; only the schema does.
  { old: 'pullRequestPreviewsEnabled', current: 'generation', value: generation, isSame: isTrue },
  { old: 'previewPlan', current: 'plan', value: same, isSame: () => true },
];

/** Reports the old fields, the first with a fix that moves all of them into a new `previews`. */
function checkPreviews(
  mapping: Mapping,
  fields: readonly Moved[],
  source: string,
  report: Report,
): void {
  const found: { entry: Entry; field: Moved; value: string | undefined }[] = [];
  for (const entry of mapping.entries) {
    // What a merge key brings is reported where it is written.
    const field = entry.merged ? undefined : fields.find(({ old }) => old === entry.key);
    if (field) found.push({ entry, field, value: field.value(entry.value) });
  }
  const beside = entryOf(mapping, 'previews');
  let fix: Fix | undefined;
  if (!beside) {
    const lines = found.flatMap(({ field, value }): [string, string][] =>
      value === undefined ? [] : [[field.current, value]],
    );
    const isSafe = found.every(({ entry, field }) => field.isSame(entry.value));
    const names = lines.map(([key, value]) => `\`previews.${key}: ${value}\``).join(' and ');
    if (lines.length === found.length) {
      const olds = found.map(({ entry }) => entry);
      fix = moveInto(`Write ${names}`, source, mapping, olds, ['previews', lines], isSafe);
    }
  }
  for (const [index, { entry, field, value }] of found.entries()) {
    const current = `previews.${field.current}`;
    report({
      range: entry.keyRange,
      message: `\`${entry.key}\` is the old form of \`${current}\`. Write \`${current}${value === undefined ? '' : `: ${value}`}\`.`,
      related: beside ? [{ label: '`previews` is here', range: beside.keyRange }] : [],
      fixes: index === 0 ? [fix] : [],
    });
  }
}
