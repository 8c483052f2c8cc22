/** Where a rule's facts come from. */
export interface Source {
  title: string;
  /** Absent for experiments of this project. */
  url?: string;
  /** The day of the copy that was read, or of the experiment: YYYY-MM-DD. */
  read: string;
}

/** A page of Render's documentation, by its name there and the last part of its address. */
export function renderDocs(name: string, page: string, read: string): Source {
  return { title: `Render docs: ${name}`, url: `https://render.com/docs/${page}`, read };
}

/** The sources that several rules and facts share. */
export const sources = {
  spec: {
    title: 'Render docs: Blueprint YAML reference',
    url: 'https://render.com/docs/blueprint-spec',
    read: '2026-09-05',
  },
  schema: {
    title: 'Render Blueprint JSON Schema',
    url: 'https://render.com/schema/render.yaml.json',
    read: '2026-10-02',
  },
  keyValue: {
    title: 'Render docs: Key Value',
    url: 'https://render.com/docs/key-value',
    read: '2026-09-12',
  },
  deploys: {
    title: 'Render docs: Deploys',
    url: 'https://render.com/docs/deploys',
    read: '2026-06-01',
  },
  disks: {
    title: 'Render docs: Persistent disks',
    url: 'https://render.com/docs/disks',
    read: '2026-09-07',
  },
  privateNetwork: {
    title: 'Render docs: Private network',
    url: 'https://render.com/docs/private-network',
    read: '2026-03-01',
  },
  scaling: {
    title: 'Render docs: Scaling',
    url: 'https://render.com/docs/scaling',
    read: '2026-03-01',
  },
  cronJobs: {
    title: 'Render docs: Cron jobs',
    url: 'https://render.com/docs/cronjobs',
    read: '2026-03-01',
  },
  free: {
    title: 'Render docs: Free instances',
    url: 'https://render.com/docs/free',
    read: '2026-03-01',
  },
  previews: {
    title: 'Render docs: Preview environments',
    url: 'https://render.com/docs/preview-environments',
    read: '2026-09-09',
  },
  maintenance: {
    title: 'Render docs: Platform maintenance',
    url: 'https://render.com/docs/platform-maintenance',
    read: '2026-03-01',
  },
  workflows: {
    title: 'Render docs: Workflows',
    url: 'https://render.com/docs/workflows',
    read: '2026-11-23',
  },
  variables: {
    title: 'Render docs: Environment variables',
    url: 'https://render.com/docs/environment-variables',
    read: '2026-09-05',
  },
  buildReuse: {
    title: 'Render blog: build reuse, private beta',
    url: 'https://render.com/blog/build-reuse-private-beta',
    read: '2026-09-21',
  },
  cli: {
    title: 'render-oss/cli: source and release notes',
    url: 'https://github.com/render-oss/cli',
    read: '2026-11-23',
  },
  pooling: {
    title: 'Render docs: Postgres connection pooling',
    url: 'https://render.com/docs/postgresql-connection-pooling',
    read: '2026-11-23',
  },
} as const satisfies Record<string, Source>;
