import { renderDocs, type Source, sources } from '../sources.ts';
import type { Dated } from './dated.ts';

/** What the schema does not say of a field. */
export interface FieldNote {
  /** What it does to a worker, or to the queue that it works on. Code in backticks, links as in Markdown. */
  effect: string;
  /** What goes wrong with it. */
  trap?: string;
  /** Beside Render's reference and schema, which list every field. */
  sources?: readonly Source[];
}

const monorepos = renderDocs('Monorepo support', 'monorepo-support', '2026-11-25');
const servicePreviews = renderDocs('Service previews', 'service-previews', '2026-09-12');
const docker = renderDocs('Docker', 'docker', '2026-03-01');

/** How long what is said of fields is trusted. */
export const fieldsDated: Dated = {
  about: 'what Blueprint fields do',
  staleAfter: '2027-03-01',
  sources: [sources.schema, sources.spec],
};

const rule = (id: string) => `[\`${id}\`](/reference/rules/#${id})`;

/** Fields that mean the same wherever they stand. */
const shared: Record<string, FieldNote> = {
  type: { effect: 'decides which fields there are', trap: 'cannot be changed after creation' },
  name: {
    effect: 'the identity',
    trap: 'renaming makes a second one, and the old one keeps running',
  },
  region: {
    effect: `must be the broker’s (${rule('region-mismatch')})`,
    trap: 'cannot be changed after creation',
    sources: [sources.privateNetwork],
  },
  runtime: {
    effect: 'what builds and runs it',
    trap: '`static` passes the schema and means nothing here; the newest reference lets it be changed later, older copies do not',
  },
  repo: {
    effect: 'where the code is; the Blueprint’s repository if it is left out',
    trap: 'your Git account needs access',
  },
  branch: {
    effect: 'what is deployed; the repository’s default if it is left out',
    trap: `pinned, it is also what preview environments deploy (${rule('pinned-branch')})`,
  },
  rootDir: {
    effect: 'commands run in it; changes outside start no build',
    trap: 'whether files outside are there in a build is [not settled](#monorepo)',
    sources: [monorepos],
  },
  buildCommand: {
    effect: 'runs once per deploy',
    trap: `native runtimes need it (${rule('missing-command')}); on Node.js it installs development dependencies ([why](/guides/environment-variables/#per-language-defaults))`,
  },
  startCommand: {
    effect: 'the process that gets SIGTERM',
    trap: `a wrapper keeps the signal (${rule('signal-swallowed')})`,
    sources: [sources.deploys],
  },
  dockerCommand: {
    effect: 'stands in for the image’s `CMD`, and for `startCommand`',
    trap: 'the process that it starts has to be the worker',
    sources: [docker],
  },
  dockerfilePath: {
    effect: 'from the repository’s root; `./Dockerfile` if it is left out',
    sources: [docker],
  },
  dockerContext: {
    effect: 'from the repository’s root; the root if it is left out',
    sources: [docker],
  },
  registryCredential: {
    effect: 'for private base images of the Dockerfile',
    trap: 'the credential is made in the Dashboard or with the API',
    sources: [docker],
  },
  image: {
    effect: 'a prebuilt image, for `runtime: image`',
    trap: '`autoDeployTrigger` has no effect: start the deploy yourself',
    sources: [docker],
  },
  envVars: {
    effect: 'see [Wiring environment variables](/reference/environment-wiring/)',
    trap: 'removing an entry removes nothing',
  },
  autoDeploy: {
    effect: 'the old form of `autoDeployTrigger`',
    trap: `it still works (${rule('deprecated-field')})`,
  },
  autoDeployTrigger: {
    effect: 'what starts a deploy; `commit` for a new service',
    trap: `quote \`"off"\` (${rule('ambiguous-scalar')}); \`checksPass\` skips commits without checks`,
    sources: [sources.deploys],
  },
  buildFilter: {
    effect: 'which changes start a build; every one if it is left out',
    trap: '**left out, a sync clears the live one**',
    sources: [monorepos],
  },
  preDeployCommand: {
    effect: 'after the build, before the new instance, on an instance of its own',
    trap: 'no disk; the old worker still runs ([Deploying](/guides/deploying/))',
    sources: [sources.deploys],
  },
};

const noTraffic: FieldNote = {
  effect: `none: nothing reaches a worker (${rule('http-field-on-worker')})`,
};

/** What is said of each field, by the definition of the schema that has it. */
export const fieldNotes: Readonly<Record<string, Readonly<Record<string, FieldNote>>>> = {
  server: {
    ...shared,
    plan: {
      effect: 'CPU and memory of each instance: [Plans](/reference/plans/)',
      trap: `\`free\` passes the schema and does not exist for workers (${rule('free-plan')})`,
      sources: [sources.free],
    },
    buildSource: {
      effect: 'an entry of `buildSources`, so that several services share one build',
      trap: `private beta; takes the place of \`runtime\`, \`repo\`, \`branch\` and the build fields (${rule('conflicting-field')})`,
      sources: [sources.buildReuse],
    },
    numInstances: {
      effect: 'that many processes on one queue; 1 if it is left out',
      trap: 'no effect while autoscaling is on',
      sources: [sources.scaling],
    },
    scaling: {
      effect: 'instances by CPU and memory',
      trap: `jobs that wait on I/O never reach a CPU target; needs a Pro workspace or above (${rule('scaling-range')})`,
      sources: [sources.scaling],
    },
    healthCheckPath: noTraffic,
    domain: noTraffic,
    domains: noTraffic,
    ipAllowList: noTraffic,
    maintenanceMode: noTraffic,
    renderSubdomainPolicy: noTraffic,
    initialDeployHook: {
      effect: 'once, after the first deploy that succeeds, and once in each preview environment',
      trap: 'not for what each deploy needs',
    },
    disk: {
      effect: 'files that survive deploys',
      trap: `no overlap in deploys and one instance only (${rule('disk-single-instance')}); it only grows`,
      sources: [sources.disks],
    },
    previews: {
      effect: 'plan and number of instances in a preview environment',
      trap: 'its `generation` is another feature: [Previews](#previews)',
      sources: [sources.previews, servicePreviews],
    },
    pullRequestPreviewsEnabled: {
      effect: 'the old form of `previews.generation`',
      trap: rule('deprecated-field'),
    },
    previewPlan: { effect: 'the old form of `previews.plan`', trap: rule('deprecated-field') },
    maxShutdownDelaySeconds: {
      effect: 'seconds from SIGTERM to SIGKILL',
      trap: `at least 5 more than the framework’s own timeout (${rule('shutdown-delay')}, [Graceful shutdown](/guides/graceful-shutdown/))`,
      sources: [sources.deploys],
    },
  },
  scaling: {
    minInstances: {
      effect: 'never fewer',
      trap: 'the schema requires it not, the documentation does',
      sources: [sources.scaling],
    },
    maxInstances: {
      effect: 'never more',
      trap: 'the schema requires it not, the documentation does',
      sources: [sources.scaling],
    },
    targetCPUPercent: {
      effect: 'adds an instance above it',
      trap: 'one of the two targets is needed',
      sources: [sources.scaling],
    },
    targetMemoryPercent: {
      effect: 'adds an instance above it',
      trap: 'one of the two targets is needed',
      sources: [sources.scaling],
    },
  },
  disk: {
    name: { effect: 'the disk’s name', sources: [sources.disks] },
    mountPath: {
      effect: 'where it is',
      trap: `some paths are refused (${rule('forbidden-mount-path')})`,
      sources: [sources.disks],
    },
    sizeGB: { effect: 'its size', trap: 'it only grows', sources: [sources.disks] },
  },
  cron: {
    ...shared,
    plan: { effect: 'CPU and memory of a run; billed by the second', sources: [sources.cronJobs] },
    schedule: {
      effect: 'when it runs, in UTC; one run at a time',
      trap: `quote it (${rule('cron-expression')}); it is stopped after 12 hours`,
      sources: [sources.cronJobs],
    },
  },
  keyvalue: {
    type: shared['type'] as FieldNote,
    name: shared['name'] as FieldNote,
    region: {
      effect: 'must be the worker’s',
      trap: 'cannot be changed after creation',
      sources: [sources.privateNetwork],
    },
    plan: {
      effect: 'memory and connections: [Plans](/reference/plans/)',
      trap: 'up, never down; `free` keeps nothing ([Key Value](/understand/key-value/))',
      sources: [sources.keyValue],
    },
    previewPlan: {
      effect: 'the plan in previews; the same as `plan` if it is left out',
      sources: [sources.previews],
    },
    ipAllowList: {
      effect: `\`[]\` for a broker (${rule('open-broker')})`,
      trap: 'it is about the external URL only; your services do not need it',
      sources: [sources.keyValue],
    },
    maxmemoryPolicy: {
      effect: `\`noeviction\` for a broker (${rule('broker-evicts')})`,
      trap: 'the default deletes jobs when memory is full',
      sources: [sources.keyValue],
    },
    persistenceMode: {
      effect: `\`journal-snapshot\` for a broker (${rule('broker-forgets')}); \`"off"\` on free`,
      trap: 'a change to or from `"off"` deletes all data; left out, an existing instance keeps what it has',
      sources: [sources.keyValue],
    },
  },
  database: {
    name: { effect: 'the identity, as for services', trap: 'renaming makes a new database' },
    plan: {
      effect: 'memory decides the connection limit: [Plans](/reference/plans/)',
      trap: '`free` expires after 30 days',
      sources: [sources.free],
    },
    region: {
      effect: 'must be the worker’s',
      trap: 'cannot be changed after creation',
      sources: [sources.privateNetwork],
    },
    connectionPool: {
      effect: `for web producers; a worker that listens needs \`connectionString\` (${rule('pooled-listener')})`,
      trap: 'turning it on restarts the database',
      sources: [sources.pooling],
    },
    ipAllowList: { effect: '`[]`', trap: 'left out, **everybody** may connect from outside' },
    postgresMajorVersion: {
      effect: 'the newest if it is left out',
      trap: 'a string, so quote it; cannot be changed',
    },
    databaseName: { effect: 'made from the name if it is left out', trap: 'cannot be changed' },
    user: { effect: 'made from the name if it is left out', trap: 'cannot be changed' },
    diskSizeGB: {
      effect: 'by plan if it is left out',
      trap: `1, or a multiple of 5; it only grows (${rule('disk-size')})`,
    },
    storageAutoscalingEnabled: { effect: 'lets `diskSizeGB` grow by itself' },
    highAvailability: {
      effect: 'a standby that takes over',
      trap: 'Pro workspace, 1 CPU, PostgreSQL 13 or newer',
    },
    readReplicas: { effect: 'up to 5', trap: 'dropping a name from the list deletes the replica' },
    previewPlan: { effect: 'a small one for previews', sources: [sources.previews] },
    previewDiskSizeGB: { effect: 'a small one for previews', sources: [sources.previews] },
  },
  workflow: {
    ...Object.fromEntries(
      [
        'type',
        'name',
        'region',
        'repo',
        'branch',
        'buildCommand',
        'rootDir',
        'buildFilter',
        'autoDeployTrigger',
        'envVars',
      ].map((name) => [name, shared[name] as FieldNote]),
    ),
    runtime: { effect: 'TypeScript or Python', sources: [sources.workflows] },
    startCommand: {
      effect: 'registers the tasks',
      trap: 'no `plan` and no shutdown delay: each run has an instance of its own',
      sources: [sources.workflows],
    },
  },
};
