import { sources } from '../sources.ts';
import type { Dated } from './dated.ts';

/** How long the variables are trusted. */
export const variablesDated: Dated = {
  about: 'environment variables that Render sets',
  staleAfter: '2027-03-01',
  sources: [sources.variables],
};

/** A variable that Render sets by itself. */
export interface PlatformVariable {
  name: string;
  /** Which services have it. */
  on: 'all' | 'web' | 'web and private' | 'node' | 'python' | 'ruby' | 'elixir' | 'go';
  /** When it is there. */
  during: 'build' | 'run' | 'both';
  /** The value, where it is always the same. */
  value?: string;
  holds: string;
  /** What follows for a worker. */
  onWorker: string;
}

const always = (
  name: string,
  holds: string,
  onWorker: string,
  value?: string,
): PlatformVariable => ({
  name,
  on: 'all',
  during: 'both',
  holds,
  onWorker,
  ...(value !== undefined && { value }),
});

/**
 * What Render sets by itself.
 * https://render.com/docs/environment-variables (2026-09-05)
 */
export const platformVariables: readonly PlatformVariable[] = [
  always('RENDER', 'that the code runs on Render', 'set', 'true'),
  always('RENDER_SERVICE_TYPE', '`web`, `pserv`, `worker`, `cron` or `static`', '`worker`'),
  always('RENDER_SERVICE_NAME', 'the name of the service', 'log it at boot'),
  always('RENDER_SERVICE_ID', 'the id of the service, `srv-…`', 'for calls to Render’s API'),
  always(
    'RENDER_INSTANCE_ID',
    'the id of this instance',
    'a worker’s name in its framework: no two instances share it',
  ),
  always(
    'RENDER_CPU_COUNT',
    'CPUs of the plan',
    'a whole number, where your library counts the machine’s',
  ),
  always(
    'RENDER_GIT_COMMIT',
    'the commit that was built',
    'tells old code from new in the overlap of a deploy',
  ),
  always('RENDER_GIT_BRANCH', 'the branch', 'set'),
  always('RENDER_GIT_REPO_SLUG', 'owner and name of the repository', 'set'),
  always('IS_PULL_REQUEST', '`true` in a preview', 'keep previews from production queues'),
  always('RENDER_DISCOVERY_SERVICE', 'the internal name of all instances', 'of no use: no address'),
  always(
    'RENDER_EXTERNAL_HOSTNAME',
    'the public host name',
    'empty: copy the web service’s with `envVarKey`',
  ),
  always('RENDER_EXTERNAL_URL', 'the public URL', 'empty: copy the web service’s with `envVarKey`'),
  {
    name: 'PORT',
    on: 'web',
    during: 'run',
    value: '10000',
    holds: 'the port to listen on',
    onWorker: 'not promised: bind nothing',
  },
  ...['WEB_CONCURRENCY', 'RENDER_WEB_CONCURRENCY'].map(
    (name): PlatformVariable => ({
      name,
      on: 'web and private',
      during: 'run',
      holds: 'how many processes the plan bears',
      onWorker: 'not set: write the concurrency down yourself',
    }),
  ),
  {
    name: 'NODE_ENV',
    on: 'node',
    during: 'run',
    value: 'production',
    holds: 'the mode',
    onWorker: 'not set in the build, so `npm ci` installs development dependencies',
  },
  {
    name: 'CI',
    on: 'python',
    during: 'build',
    value: 'true',
    holds: 'that it is a build',
    onWorker: 'set in the build',
  },
  {
    name: 'GUNICORN_CMD_ARGS',
    on: 'python',
    during: 'both',
    holds: 'where gunicorn listens',
    onWorker: 'of no use',
  },
  {
    name: 'RAILS_ENV',
    on: 'ruby',
    during: 'both',
    value: 'production',
    holds: 'the mode',
    onWorker: 'set',
  },
  {
    name: 'RAILS_LOG_TO_STDOUT',
    on: 'ruby',
    during: 'both',
    value: 'true',
    holds: 'where Rails logs',
    onWorker: 'set',
  },
  {
    name: 'MALLOC_ARENA_MAX',
    on: 'ruby',
    during: 'both',
    value: '2',
    holds: 'how many heaps the allocator makes',
    onWorker: 'less memory with many threads',
  },
  {
    name: 'MIX_ENV',
    on: 'elixir',
    during: 'both',
    value: 'prod',
    holds: 'the mode',
    onWorker: 'set',
  },
  {
    name: 'RELEASE_DISTRIBUTION',
    on: 'elixir',
    during: 'both',
    value: 'name',
    holds: 'how nodes are named',
    onWorker: 'set; a worker has no address that other nodes could reach',
  },
  {
    name: 'GO111MODULE',
    on: 'go',
    during: 'both',
    value: 'on',
    holds: 'the module mode',
    onWorker: 'set',
  },
];
