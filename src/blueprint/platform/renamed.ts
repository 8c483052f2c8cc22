import { sources } from '../sources.ts';
import type { Dated } from './dated.ts';

/** A field, a type or a value by its old name. */
export interface Renamed {
  old: string;
  current: string;
  /** What the schema does with the old one. */
  schema: 'refuses it' | 'takes it' | 'takes both; the new one wins';
  /** A Blueprint that has the old one. */
  example: string;
}

const worker = (...lines: string[]) =>
  [
    'services:',
    '  - type: worker',
    '    name: mail-worker',
    '    region: oregon',
    '    plan: 0.5c-512mb',
    ...lines.map((line) => `    ${line}`),
    '    buildCommand: npm ci',
    '    startCommand: node worker.js',
    '',
  ].join('\n');

/** Names that older files have. A test checks each example. */
export const renamed: readonly Renamed[] = [
  { old: '`env`', current: '`runtime`', schema: 'refuses it', example: worker('env: node') },
  {
    old: '`afterFirstDeployCommand`',
    current: '`initialDeployHook`',
    schema: 'refuses it',
    example: worker('runtime: node', 'afterFirstDeployCommand: node seed.js'),
  },
  {
    old: '`autoDeploy: true`, `false`',
    current: '`autoDeployTrigger: commit`, `"off"`',
    schema: 'takes both; the new one wins',
    example: worker('runtime: node', 'autoDeploy: false'),
  },
  {
    old: '`type: redis`',
    current: '`type: keyvalue`',
    schema: 'takes it',
    example:
      'services:\n  - type: redis\n    name: mail-broker\n    plan: 256mb\n    region: oregon\n    ipAllowList: []\n    maxmemoryPolicy: noeviction\n',
  },
  {
    old: '`previewsEnabled: true`',
    current: '`previews.generation: automatic`',
    schema: 'takes it',
    example: `previewsEnabled: true\n${worker('runtime: node')}`,
  },
  {
    old: '`previewsExpireAfterDays`',
    current: '`previews.expireAfterDays`',
    schema: 'takes it',
    example: `previewsExpireAfterDays: 3\n${worker('runtime: node')}`,
  },
  {
    old: '`pullRequestPreviewsEnabled: true`',
    current: 'the service’s `previews.generation: automatic`',
    schema: 'takes it',
    example: worker('runtime: node', 'pullRequestPreviewsEnabled: true'),
  },
  {
    old: 'a worker’s `previewPlan`',
    current: '`previews.plan`',
    schema: 'takes it',
    example: worker('runtime: node', 'previewPlan: 0.5c-512mb'),
  },
];

/** How long the old names are trusted. */
export const renamedDated: Dated = {
  about: 'old names of Blueprint fields',
  staleAfter: '2027-06-01',
  sources: [sources.spec, sources.schema],
};
