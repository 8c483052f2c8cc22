import { sources } from '../blueprint/sources.ts';
import { experiment, group } from './message.ts';

const replies = experiment(
  'what Valkey 8.0.1 answers when it is full, locked, loading or asked wrongly',
);
const urls = '/understand/key-value/#internal-and-external-url';
const full = '/understand/key-value/#what-a-full-broker-does';

/** What Valkey and Redis answer, in whatever client prints it. */
export const keyValue = group('key-value', 'Key Value (Valkey, Redis)', [
  {
    id: 'oom-command-not-allowed',
    means: 'The broker is full and refuses writes',
    text: "OOM command not allowed when used memory > 'maxmemory'.",
    seen: 'Valkey 8.0.1',
    cause:
      'All memory is used and `noeviction` forbids dropping keys: new jobs are refused instead of lost. Some workers stop, too, because taking a job is a write.',
    fix: 'Make room (finished and failed jobs first) or take a larger plan, then restart the workers that stand still. Set a retention.',
    page: full,
    source: replies,
  },
  {
    id: 'noauth',
    means: 'The instance wants a password and got none',
    text: 'NOAUTH Authentication required.',
    seen: 'Valkey 8.0.1',
    cause: 'Internal authentication was turned on, and this process still has the old URL.',
    fix: 'Sync the Blueprint, so that `connectionString` carries user and password, and deploy the service.',
    page: '/guides/networking/#internal-authentication',
    source: replies,
  },
  {
    id: 'noauth-hello',
    means: 'The same, said to a client of the newer protocol',
    text: 'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time',
    seen: 'Valkey 8.0.1 with ioredis 6.0.0 and redis-py 8.1.0',
    cause:
      'ioredis 6 and redis-py 8 greet with HELLO, so a missing password shows in these words. redis-py drops the first of them.',
    fix: 'Give the client the URL with user and password.',
    page: '/guides/networking/#internal-authentication',
    source: replies,
  },
  {
    id: 'wrongpass',
    means: 'User or password is wrong',
    text: 'WRONGPASS invalid username-password pair or user is disabled.',
    seen: 'Valkey 8.0.1',
    cause:
      'An old password, or a client that drops the user name of the URL. Asynq’s `ParseRedisURI` does.',
    fix: 'Take the URL from `fromService`, and parse it with a function that keeps the user.',
    page: '/guides/networking/#tls-and-urls-per-client',
    source: replies,
  },
  {
    id: 'auth-without-password',
    means: 'A password was sent to an instance that has none',
    text: 'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    seen: 'Valkey 8.0.1',
    cause:
      'The URL has a password, the local or internal instance asks for none. Some clients go on, some stop.',
    fix: 'Use the internal URL as `fromService` gives it.',
    page: urls,
    source: replies,
  },
  {
    id: 'ip-not-in-allowlist',
    means: 'The external URL, from an address that is not allowed',
    text: 'AUTH failed: Client IP address is not in the allowlist.',
    seen: 'Render Key Value, documentation of September 2026',
    cause:
      'The external URL is closed until `ipAllowList` names your address. The internal one never asks.',
    fix: 'On Render use the internal URL. Elsewhere add the address, not `0.0.0.0/0`.',
    page: '/guides/networking/#internal-or-external-url',
    rule: 'open-broker',
    source: sources.keyValue,
  },
  {
    id: 'wrongtype',
    means: 'A key holds something else than the command expects',
    text: 'WRONGTYPE Operation against a key holding the wrong kind of value',
    seen: 'Valkey 8.0.1',
    cause:
      'Two programs or two libraries use one name on one instance. With BullMQ a job ID such as `wait` does it.',
    fix: 'Give each its own instance, database or prefix, and job IDs a prefix of their own.',
    page: '/understand/key-value/#one-instance-per-role',
    rule: 'shared-broker',
    source: replies,
  },
  {
    id: 'max-clients',
    means: 'The plan’s connections are used up',
    text: 'ERR max number of clients reached',
    seen: 'Valkey 8.0.1',
    cause:
      'Each plan has a limit: 50 on `free`, 250 on `256mb`. A deploy doubles what its service holds for a minute.',
    fix: 'Count connections per instance times instances, twice. Fewer slots, fewer clients per process, or a larger plan.',
    page: '/understand/key-value/#connections-count-twice',
    source: replies,
  },
  {
    id: 'loading-dataset',
    means: 'The instance has just restarted and still reads its data',
    text: 'LOADING Valkey is loading the dataset in memory',
    seen: 'Valkey 8.0.1 (Redis says `LOADING Redis is loading the dataset in memory`)',
    cause:
      'After a restart, data on disk is read before commands are taken. It took less than a second per hundred thousand small keys here.',
    fix: 'Nothing: a client that tries again gets through. Let yours, for as long as a restart takes.',
    page: '/understand/key-value/#what-wipes-the-data',
    source: replies,
  },
  {
    id: 'misconf',
    means: 'The instance cannot save and refuses writes',
    text: "MISCONF Valkey is configured to save RDB snapshots, but it's currently unable to persist to disk. Commands that may modify the data set are disabled, because this instance is configured to report errors during writes if RDB snapshotting fails (stop-writes-on-bgsave-error option). Please check the Valkey logs for details about the RDB error.",
    seen: 'Valkey 8.0.1, run locally',
    cause:
      'A snapshot failed, mostly for lack of disk or memory. We have not seen it on Render and do not know whether its settings allow it.',
    fix: 'On your machine: free disk, or `CONFIG SET stop-writes-on-bgsave-error no`. On Render: look at the instance’s events and ask support.',
    page: '/understand/key-value/#what-render-does-not-tell-you',
    source: replies,
  },
  {
    id: 'readonly-replica',
    means: 'You are connected to a replica',
    text: "READONLY You can't write against a read only replica.",
    seen: 'Valkey 8.0.1, run locally',
    cause:
      'The address leads to a copy. Render documents no replicas for Key Value, so it is another provider or a failover elsewhere.',
    fix: 'Take the address of the primary, and let the client reconnect when it reads this.',
    page: urls,
    source: replies,
  },
  {
    id: 'busy-script',
    means: 'A script blocks the whole instance',
    text: 'BUSY Valkey is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.',
    seen: 'Valkey 8.0.1',
    cause:
      'A Lua script runs for more than five seconds, and meanwhile nobody else is served. Queues with thousands of jobs in one call do it.',
    fix: 'Clean in small steps. `SCRIPT KILL` ends a script that has not written yet.',
    page: '/understand/key-value/#memory-size-for-the-backlog',
    source: replies,
  },
  {
    id: 'noperm',
    means: 'The user may not run this command',
    text: "NOPERM User … has no permissions to run the '…' command",
    seen: 'Valkey 8.0.1',
    cause: 'The user of the URL is limited; `CONFIG SET` is the usual one.',
    fix: 'Set `maxmemoryPolicy` and `persistenceMode` in the Blueprint instead of with `CONFIG`.',
    page: '/understand/key-value/#checklist',
    rule: 'broker-evicts',
    source: replies,
  },
  {
    id: 'unknown-command',
    means: 'The server is older than the client’s command',
    text: "ERR unknown command 'hexpire', with args beginning with: 'h' '10' 'fields' '1' 'a'",
    seen: 'Valkey 8.0.1',
    cause: 'Valkey 8 has no expiry for the fields of a hash; Redis has since 7.4, Valkey since 9.',
    fix: 'Use what the library offers without it. Render’s version cannot be chosen.',
    page: '/understand/key-value/#engine-versions',
    source: replies,
  },
  {
    id: 'noscript',
    means: 'The instance forgot a script',
    text: 'NOSCRIPT No matching script.',
    seen: 'Valkey 8.0.1',
    cause: 'Scripts are forgotten at a restart. Libraries send them again when they read this.',
    fix: 'Nothing in a library. In code of your own answer it with `EVAL`.',
    page: '/understand/key-value/#what-wipes-the-data',
    source: replies,
  },
  {
    id: 'name-not-known-redis',
    means: 'The internal host name does not resolve (Python)',
    text: 'Error -2 connecting to red-…:6379. Name or service not known.',
    seen: 'redis-py 8.1.0',
    cause:
      'An internal name is known in one region and workspace only: not on your laptop, not in another region, not across an isolated environment.',
    fix: 'Same `region` and workspace on both ends. From outside use the external URL.',
    page: '/guides/networking/#symptoms',
    rule: 'region-mismatch',
    source: experiment(
      'Celery 5.7.0, ioredis 6.0.0 and pgx 5.13.0 with a name that does not resolve',
    ),
  },
  {
    id: 'enotfound-redis',
    means: 'The internal host name does not resolve (Node)',
    text: 'getaddrinfo ENOTFOUND red-…',
    seen: 'ioredis 6.0.0 on Node.js 24.21.0',
    cause: 'Another region, another workspace, an isolated environment, or your laptop.',
    fix: 'Same `region` and workspace on both ends. From outside use the external URL.',
    page: '/guides/networking/#symptoms',
    rule: 'region-mismatch',
    source: experiment(
      'Celery 5.7.0, ioredis 6.0.0 and pgx 5.13.0 with a name that does not resolve',
    ),
  },
  {
    id: 'econnrefused',
    means: 'Nothing listens at the address',
    text: 'connect ECONNREFUSED 127.0.0.1:6379',
    seen: 'ioredis 6.0.0 on Node.js 24.21.0',
    cause:
      'With `127.0.0.1` or `::1`: the variable is missing and the client took its default. With a `red-` name: the broker restarts.',
    fix: 'Wire `REDIS_URL` with `fromService`. A restart passes by itself if the client reconnects.',
    page: '/reference/environment-wiring/#references-to-services',
    source: experiment('BullMQ 6.7.0 and ioredis 6.0.0 without a broker'),
  },
  {
    id: 'connection-closed-by-server',
    means: 'The broker hung up',
    text: 'redis.exceptions.ConnectionError: Connection closed by server.',
    seen: 'redis-py with Celery, June 2024',
    cause: 'The instance restarted: a change of plan, policy or persistence, or maintenance.',
    fix: 'Nothing if the client reconnects. Old Celery workers sometimes take nothing afterwards; use 5.7.',
    page: '/frameworks/celery/#gotchas',
    source: {
      title: 'celery/celery issue 9054: worker stops after a restart of Redis',
      url: 'https://github.com/celery/celery/issues/9054',
      read: '2024-06-22',
    },
  },
]);
