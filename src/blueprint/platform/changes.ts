import { renderDocs, type Source, sources } from '../sources.ts';
import type { Dated } from './dated.ts';

/** Something that Render changed and that somebody with a worker has to know. */
export interface Change {
  /** The day, `YYYY-MM-DD`, or the month, `YYYY-MM`, where no source has the day. */
  date: string;
  what: string;
  /** What to do, or what it means for a worker. */
  effect: string;
  sources: readonly Source[];
  /** Pages of this handbook that follow from it, as paths. */
  pages: readonly string[];
}

/** Changes of the platform, the newest first. */
export const changes: readonly Change[] = [
  {
    date: '2026-11-02',
    what: 'CLI 2.35.0 has `render ea blueprints create`, `plan`, `approve` and `update`, as an alpha.',
    effect: 'Validation stays what it was: `render blueprints validate`.',
    sources: [sources.cli],
    pages: ['/guides/checking/'],
  },
  {
    date: '2026-09-21',
    what: '`buildSources` and `buildSource`: several services share one build. Private beta.',
    effect: 'A producer and its worker can run the very same build.',
    sources: [sources.buildReuse],
    pages: ['/reference/blueprint/', '/guides/deploying/'],
  },
  {
    date: '2026-09-16',
    what: 'Workflows can stand in a Blueprint: `type: workflow`.',
    effect: 'What a worker cannot finish in 300 seconds can be described beside it.',
    sources: [sources.schema, sources.workflows],
    pages: ['/guides/workflows/', '/understand/worker-cron-or-workflow/'],
  },
  {
    date: '2026-08-27',
    what: 'CLI 2.25.0: `render blueprints validate` exits non-zero for an invalid file in every mode.',
    effect: 'With an older one an invalid file passes in CI: pin the version, or read `.valid`.',
    sources: [sources.cli],
    pages: ['/guides/checking/'],
  },
  {
    date: '2026-08-26',
    what: '“Instance types” became “compute plans”: `0.5c-512mb` in place of `starter`, `1c-2g` in place of `standard`, and so on.',
    effect: 'Old names still work. New ones say CPU and memory.',
    sources: [sources.spec, sources.schema],
    pages: ['/reference/plans/', '/reference/blueprint/'],
  },
  {
    date: '2026-06-29',
    what: 'CLI 2.21: `render kv` creates, lists, suspends and deletes Key Value instances.',
    effect: 'A broker can be suspended from a script.',
    sources: [sources.cli],
    pages: ['/understand/key-value/'],
  },
  {
    date: '2026-06-11',
    what: '`persistenceMode` for paid Key Value instances.',
    effect: 'Write `journal-snapshot` on a broker. A change to or from `"off"` deletes all data.',
    sources: [
      {
        title: 'Render changelog: disk persistence of paid Key Value instances',
        url: 'https://render.com/changelog/specify-disk-persistence-behavior-for-paid-key-value-instances',
        read: '2026-11-23',
      },
    ],
    pages: ['/understand/key-value/', '/reference/rules/'],
  },
  {
    date: '2026-06',
    what: 'A managed PgBouncer: `databases[].connectionPool: pgbouncer`, read with `connectionPoolString`.',
    effect:
      'For web producers. It pools by transaction, so a worker that listens needs `connectionString`.',
    sources: [sources.pooling],
    pages: ['/understand/postgres/', '/reference/rules/'],
  },
  {
    date: '2026-04-21',
    what: 'New Node.js services start with 24.14.1 (22.22.0 since 14 January 2026).',
    effect: 'Pin yours: `NODE_VERSION`, `.node-version`, `.nvmrc` or `engines`.',
    sources: [renderDocs('Node version', 'node-version', '2026-11-23')],
    pages: ['/reference/blueprint/'],
  },
  {
    date: '2026-02-11',
    what: 'New Python services start with 3.14.3.',
    effect: 'Pin yours: `PYTHON_VERSION` or `.python-version`.',
    sources: [renderDocs('Python version', 'python-version', '2026-03-01')],
    pages: ['/reference/blueprint/'],
  },
  {
    date: '2025-12-08',
    what: 'New web and private services get `WEB_CONCURRENCY` from Render.',
    effect: 'Workers do not: write their concurrency down.',
    sources: [sources.variables],
    pages: ['/guides/environment-variables/', '/reference/variables/'],
  },
  {
    date: '2025-07-14',
    what: 'In workspaces made from this day on a deploy waits for the one before it; in older ones it takes its place.',
    effect: 'Decides whether two pushes in a row stop your worker once or twice.',
    sources: [sources.deploys],
    pages: ['/guides/deploying/'],
  },
  {
    date: '2025-06-12',
    what: 'New Ruby services start with 3.4.4, Elixir ones with 1.18.4 on OTP 28.0.2.',
    effect: 'Pin yours: `.ruby-version`; `ELIXIR_VERSION` and `ERLANG_VERSION`, both.',
    sources: [
      renderDocs('Ruby version', 'ruby-version', '2026-03-01'),
      renderDocs('Elixir version', 'elixir-version', '2026-03-01'),
    ],
    pages: ['/reference/blueprint/'],
  },
  {
    date: '2025-02-12',
    what: 'New Key Value instances run Valkey 8. Older ones stay on Redis 6.2.14.',
    effect: 'Sidekiq 8 and others need 7 or newer: an old instance has to be replaced.',
    sources: [sources.keyValue, renderDocs('Valkey FAQ', 'valkey-faq', '2026-03-01')],
    pages: ['/understand/key-value/', '/frameworks/sidekiq/'],
  },
];

/** How long the list is trusted to be whole. */
export const changesDated: Dated = {
  about: 'the list of what Render changed',
  staleAfter: '2027-01-01',
  sources: [...new Set(changes.flatMap((change) => change.sources))],
};
