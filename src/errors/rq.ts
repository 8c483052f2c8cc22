import { experiment, group } from './message.ts';

const ran = experiment(
  'RQ 3.0.0 and redis-py 8.1.0 against Valkey 8.0.1: jobs that fail, die or cannot be read',
);
const wrong = '/frameworks/rq/#what-goes-wrong';
const killed = '/frameworks/rq/#after-sigkill';

/** What RQ prints. */
export const rq = group('rq', 'RQ', [
  {
    id: 'work-horse-terminated',
    means: 'The process of a job was killed',
    text: 'Work-horse terminated unexpectedly; waitpid returned 9 (signal 9);',
    seen: 'RQ 3.0.0',
    cause: '9 is SIGKILL, mostly out of memory; 15 is a SIGTERM that reached every process.',
    fix: '`Retry(max=3)`, fewer workers in the pool, or a larger plan.',
    page: killed,
    source: ran,
  },
  {
    id: 'abandoned-job-error',
    means: 'A job whose worker is gone was given up',
    text: 'Moved to FailedJobRegistry, due to AbandonedJobError',
    seen: 'RQ 3.0.0',
    cause: 'Worker and job were killed, and the job has no retries left.',
    fix: 'Give jobs a `Retry`. Requeue the failed ones: `rq requeue --all --queue NAME`.',
    page: killed,
    source: experiment('SIGKILL to worker and job, RQ', '2026-11-28'),
  },
  {
    id: 'job-timeout-exception',
    means: 'A job took longer than its timeout',
    text: 'rq.timeouts.JobTimeoutException: Task exceeded maximum timeout value (1 seconds)',
    seen: 'RQ 3.0.0',
    cause: '`job_timeout` is 180 seconds unless you say otherwise.',
    fix: '`job_timeout=` at `enqueue`, longer than the longest job.',
    page: '/frameworks/rq/#the-smallest-app',
    source: ran,
  },
  {
    id: 'invalid-attribute-name',
    means: 'The worker cannot import the function',
    text: 'ValueError: Invalid attribute name: …',
    seen: 'RQ 3.0.0',
    cause:
      'The function was renamed, the module is not in the worker’s folder, or an old worker got a new job.',
    fix: 'Keep old names for a deploy. Start the worker where the module is.',
    page: '/guides/deploying/#old-and-new-code-read-the-same-payloads',
    source: ran,
  },
  {
    id: 'deserialization-error',
    means: 'Producer and worker use different serializers',
    text: 'rq.exceptions.DeserializationError',
    seen: 'RQ 3.0.0',
    cause: 'One of them has `--serializer json`, the other the default, pickle.',
    fix: 'The same serializer in both.',
    page: '/frameworks/rq/#renderyaml',
    source: ran,
  },
  {
    id: 'active-worker-named',
    means: 'A worker of this name is still registered',
    text: "ValueError: There exists an active worker named '…' already",
    seen: 'RQ 3.0.0',
    cause: 'A fixed `--name`: in a deploy, or after a kill, the old one has not expired.',
    fix: 'Leave `--name` out.',
    page: wrong,
    source: ran,
  },
  {
    id: 'execution-not-found',
    means: 'A finished job fails when it ends',
    text: 'ValueError: Execution … not found in Redis',
    seen: 'RQ 3.0.0',
    cause: '`result_ttl=0` on a job that came back after SIGKILL.',
    fix: 'A `result_ttl` above 0.',
    page: wrong,
    source: experiment('jobs with result_ttl=0 after SIGKILL, RQ 3.0.0', '2026-11-28'),
  },
  {
    id: 'duplicate-job-error',
    means: 'A job of this ID is there',
    text: "rq.exceptions.DuplicateJobError: Job with ID '…' already exists",
    seen: 'RQ 3.0.0, source',
    cause: '`unique=True`, and the first job has not been deleted.',
    fix: 'Treat it as success, or wait until `result_ttl` is over.',
    page: wrong,
    source: {
      title: 'RQ 3.0.0 source: rq/scripts.py',
      url: 'https://github.com/rq/rq/blob/master/rq/scripts.py',
      read: '2026-11-29',
    },
  },
  {
    id: 'rq-connection-refused',
    means: 'The worker starts without a broker, and exits',
    text: 'ERROR:root:Error 111 connecting to 127.0.0.1:6379. Connection refused.',
    seen: 'RQ 3.0.0',
    cause:
      '`rq worker` exits with 1 if it does not reach the broker at its start. With `127.0.0.1` the variable is missing.',
    fix: 'Wire `REDIS_URL` with `fromService`. After a broker restart Render starts the worker again.',
    page: wrong,
    source: ran,
  },
]);
