/** Findings of one rule in one public Blueprint that the schema accepts, each read and found right. */
export interface Decided {
  file: string;
  rule: string;
  /** The lines that the findings start on. */
  lines: number[];
  /** Why it stays, where that is not plain from the line. */
  why?: string;
}

/** All there is to find. What is not in here was looked for and is not there. */
export const findings: Decided[] = [
  { file: '4rjunD__EnterpriseNew__render.yaml', rule: 'free-plan', lines: [87] },
  {
    file: 'AetherAIorg__deployments__render.full.yaml',
    rule: 'broker-evicts',
    lines: [191],
    why: '`python -m app.worker` has no other source of jobs than `REDIS_URL`.',
  },
  { file: 'AetherAIorg__deployments__render.full.yaml', rule: 'broker-forgets', lines: [192] },
  {
    file: 'Aquaindy__adgeniehq__infra__render__render@620d8b4.yaml',
    rule: 'group-reference',
    lines: [
      38, 49, 57, 61, 63, 65, 69, 71, 73, 77, 79, 81, 83, 86, 88, 94, 96, 98, 100, 104, 106, 108,
      110, 112, 114, 116, 120, 122,
    ],
    why: 'Every key of the group waits for the Dashboard, which groups cannot do: one finding each.',
  },
  {
    file: 'Aquaindy__adgeniehq__infra__render__render@620d8b4.yaml',
    rule: 'broker-evicts',
    lines: [126],
  },
  {
    file: 'Aquaindy__adgeniehq__infra__render__render@620d8b4.yaml',
    rule: 'scheduler-doubled',
    lines: [184],
    why: 'Its comment warns of several replicas. A deploy is two of them, and there is no disk to prevent it.',
  },
  { file: 'DevinBristol__DevinSwarm__infra__render.yaml', rule: 'signal-swallowed', lines: [45] },
  {
    file: 'DevinBristol__DevinSwarm__infra__render.yaml',
    rule: 'broker-evicts',
    lines: [74],
    why: 'The worker reads Postgres too; an instance that nothing calls a cache counts as its broker.',
  },
  {
    file: 'aininja-pro__DriveShop_Clip__render-worker.yaml',
    rule: 'http-field-on-worker',
    lines: [50],
    why: 'The comment calls it optional; on a worker there is nothing that asks for the path.',
  },
  {
    file: 'fernandocalderan__Chatbot_cocina__infra__render__render.yaml',
    rule: 'runtime-field',
    lines: [8, 32],
    why: '`startCommand` with `runtime: docker`: the Dockerfile’s own command runs instead.',
  },
  {
    file: 'harry-m__render-celery__render.yaml',
    rule: 'broker-forgets',
    lines: [61],
    why: 'Its own comment says to leave the free plan so that tasks survive a restart.',
  },
  { file: 'render-examples__GitNexus-Render__render.yaml', rule: 'ambiguous-scalar', lines: [20] },
  {
    file: 'render-examples__arlo-render-template__render.yaml',
    rule: 'ambiguous-scalar',
    lines: [18],
  },
  {
    file: 'render-examples__dify-render-template__render.yaml',
    rule: 'ambiguous-scalar',
    lines: [11],
  },
  {
    file: 'render-examples__dify-render-template__render.yaml',
    rule: 'broker-evicts',
    lines: [252],
    why: 'The comment says broker and cache, the policy is the cache’s.',
  },
  { file: 'render-examples__hermes-render__render.yaml', rule: 'ambiguous-scalar', lines: [52] },
  {
    file: 'render-examples__karakeep-render-template__render.yaml',
    rule: 'ambiguous-scalar',
    lines: [14],
  },
  {
    file: 'render-examples__litellm-render-template__render.yaml',
    rule: 'ambiguous-scalar',
    lines: [15, 30],
  },
  { file: 'render-examples__sim-on-render__render.yaml', rule: 'ambiguous-scalar', lines: [4] },
  {
    file: 'render-examples__voice-agent-workflow-typescript__render.yaml',
    rule: 'signal-swallowed',
    lines: [50],
    why: 'An agent that is in a call is work to finish, too.',
  },
  {
    file: 'render-examples__web-check-render-template__render.yaml',
    rule: 'ambiguous-scalar',
    lines: [13, 24],
  },
  { file: 'shahzaib582__Lead-Gen-backend__render.yaml', rule: 'free-plan', lines: [48, 76, 104] },
  { file: 'shahzaib582__Lead-Gen-backend__render.yaml', rule: 'broker-evicts', lines: [133] },
  { file: 'shahzaib582__Lead-Gen-backend__render.yaml', rule: 'broker-forgets', lines: [134] },
  { file: 'shahzaib582__Lead-Gen-backend__render.yaml', rule: 'open-broker', lines: [136] },
  {
    file: 'tdaniel1925__timhayes__render.yaml',
    rule: 'signal-swallowed',
    lines: [50],
    why: 'It polls a table instead of a queue, and drops what it holds all the same.',
  },
  { file: 'tdaniel1925__timhayes__render.yaml', rule: 'http-field-on-worker', lines: [70] },
  { file: 'tdaniel1925__timhayes__worker__render.yaml', rule: 'signal-swallowed', lines: [8] },
  { file: 'tdaniel1925__timhayes__worker__render.yaml', rule: 'http-field-on-worker', lines: [24] },
  { file: 'thmconnectx-crm__thmcX__render.worker.yaml', rule: 'signal-swallowed', lines: [60, 92] },
  {
    file: 'Aquaindy__adgeniehq__infra__render__render@620d8b4.yaml',
    rule: 'deprecated-field',
    lines: [125, 140, 164, 182, 194, 204],
  },
  { file: 'Dayotter__dayotter__render.yaml', rule: 'deprecated-field', lines: [21, 47, 82] },
  {
    file: 'Hyperkit-Labs__hyperagent__.cursor__skills__render-deploy__assets__node-express.yaml',
    rule: 'deprecated-field',
    lines: [11],
  },
  {
    file: 'aininja-pro__DriveShop_Clip__render-worker.yaml',
    rule: 'deprecated-field',
    lines: [53],
  },
  {
    file: 'botcraftengineer__qbs-autonaim__render-worker.yaml',
    rule: 'deprecated-field',
    lines: [16],
  },
  { file: 'botcraftengineer__qbs-autonaim__render.yaml', rule: 'deprecated-field', lines: [20] },
  {
    file: 'fernandocalderan__Chatbot_cocina__infra__render__render.yaml',
    rule: 'deprecated-field',
    lines: [24, 37],
  },
  {
    file: 'harry-m__render-celery__render.yaml',
    rule: 'deprecated-field',
    lines: [9, 14, 29, 34, 49, 53, 58],
  },
  {
    file: 'render-examples__DeepTutor-on-Render__render.yaml',
    rule: 'deprecated-field',
    lines: [39],
  },
  {
    file: 'render-examples__blog-thumbnails-workflows__render.yaml',
    rule: 'deprecated-field',
    lines: [74],
  },
  {
    file: 'render-examples__celery__render.yaml',
    rule: 'deprecated-field',
    lines: [8, 13, 21, 26, 35, 39, 42],
  },
  { file: 'render-examples__minio__render.yaml', rule: 'deprecated-field', lines: [12, 38] },
  {
    file: 'render-examples__voice-agent-template__render.yaml',
    rule: 'deprecated-field',
    lines: [33, 62],
  },
  {
    file: 'render-examples__voice-agent-workflow-typescript__render.yaml',
    rule: 'deprecated-field',
    lines: [13],
  },
  {
    file: 'shahzaib582__Lead-Gen-backend__render.yaml',
    rule: 'deprecated-field',
    lines: [20, 26, 57, 63, 85, 91, 113, 119, 132],
  },
  {
    file: 'spree__spree_starter__render@b5da588.yaml',
    rule: 'deprecated-field',
    lines: [25, 41, 46],
  },
  { file: 'tdaniel1925__timhayes__render.yaml', rule: 'deprecated-field', lines: [40, 71] },
  { file: 'tdaniel1925__timhayes__worker__render.yaml', rule: 'deprecated-field', lines: [25] },
];

/** What looks like a finding of a rule and is none. */
export interface Acquitted {
  file: string;
  rule: string;
  /** The text that it is about. */
  mark: string;
  why: string;
}

export const acquitted: Acquitted[] = [
  {
    file: 'render-examples__voice-agent-workflow-typescript__render.yaml',
    rule: 'unknown-reference',
    mark: 'fromGroup: livekit-config',
    why: 'The file defines no group at all: a note in it says to make them in the Dashboard.',
  },
  {
    file: 'mmazune__chefcloud__infra__render__render.yaml',
    rule: 'runtime-field',
    mark: 'buildCommand: ""',
    why: 'An empty command beside `runtime: docker` is none.',
  },
  {
    file: 'fernandocalderan__Chatbot_cocina__infra__render__render.yaml',
    rule: 'literal-credential',
    mark: 'value: "set-in-render"',
    why: 'A placeholder.',
  },
  {
    file: 'cgs-works__trackpal__render.yaml',
    rule: 'literal-credential',
    mark: 'TOKEN',
    why: 'How long tokens live, not tokens.',
  },
  {
    file: 'render-examples__create-context-graph__render.yaml',
    rule: 'cron-expression',
    mark: 'schedule: "0 0 1 1 *"',
    why: 'Once a year, as a stand-in for never. Rare is not wrong.',
  },
  {
    file: 'render-examples__nanobot-render__render.yaml',
    rule: 'forbidden-mount-path',
    mark: 'mountPath: /home/nanobot/.nanobot',
    why: 'Below a forbidden path, which is allowed.',
  },
  {
    file: 'render-examples__hermes-render__render.yaml',
    rule: 'forbidden-mount-path',
    mark: 'mountPath: /opt/data',
    why: 'Below a forbidden path, which is allowed.',
  },
  {
    file: 'UOSSM-USA__hikma-health-server__render-staging.yaml',
    rule: 'pinned-branch',
    mark: 'branch: develop',
    why: 'No preview environments are made.',
  },
  {
    file: 'aininja-pro__DriveShop_Clip__render-worker.yaml',
    rule: 'scaling-range',
    mark: 'targetCPUPercent: 70',
    why: 'One target is enough.',
  },
  {
    file: 'render-examples__dify-render-template__render.yaml',
    rule: 'shared-broker',
    mark: 'key: REDIS_HOST',
    why: 'It is both, by its comment. Names decide, and none of them says cache; `broker-evicts` speaks.',
  },
  {
    file: 'render-examples__workflow-agents-workshop-py__packages__queue_agents__render.yaml',
    rule: 'broker-forgets',
    mark: 'maxmemoryPolicy: noeviction',
    why: 'A paid plan without `persistenceMode` keeps its jobs: the default is `journal-snapshot`.',
  },
  {
    file: 'spree__spree_starter__render@b5da588.yaml',
    rule: 'shutdown-delay',
    mark: 'startCommand: bundle exec sidekiq',
    why: 'Sidekiq’s own 25 seconds fit into the default of 30.',
  },
];
