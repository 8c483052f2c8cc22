import { experiment, group } from './message.ts';

const ran = experiment(
  'River 0.51.2 on Go 1.26.8 and PostgreSQL 15.18: no migration, unknown kinds, jobs that fail or hang',
);
const wrong = '/frameworks/river/#what-goes-wrong';
const killed = '/frameworks/river/#after-sigkill';

/** What River prints. */
export const river = group('river', 'River', [
  {
    id: 'river-queue-relation',
    means: 'The tables are not there',
    text: 'ERROR: relation "river_queue" does not exist (SQLSTATE 42P01)',
    seen: 'River 0.51.2',
    cause: 'No migration ran in this database; the worker exits.',
    fix: 'Migrate in `preDeployCommand`.',
    page: wrong,
    source: ran,
  },
  {
    id: 'unhandled-job-kind',
    means: 'This worker does not know the kind',
    text: 'jobexecutor.JobExecutor: Unhandled job kind',
    seen: 'River 0.51.2',
    cause:
      'A new producer beside an old worker, or a worker that is not registered. The attempt is spent.',
    fix: 'Register every kind in every client. Deploy a new kind before its callers.',
    page: '/guides/deploying/#old-and-new-code-read-the-same-payloads',
    source: ran,
  },
  {
    id: 'kind-not-registered',
    means: 'Insert of a kind without a worker',
    text: "job kind is not registered in the client's Workers bundle: …",
    seen: 'River 0.51.2',
    cause: 'The client has `Workers`, and this kind is not among them.',
    fix: 'Add the worker, or insert with a client that has no `Workers`.',
    page: wrong,
    source: ran,
  },
  {
    id: 'attempted-to-rescue',
    means: 'The leader throws a job away',
    text: 'Attempted to rescue unhandled job kind, discarding',
    seen: 'River 0.51.2, source; run on an earlier day',
    cause:
      'The rescuer found a killed job whose kind it does not know: an old instance, or another app in this database.',
    fix: 'Register all kinds in each client that may lead.',
    page: wrong,
    source: {
      title: 'River 0.51.2 source: internal/maintenance/job_rescuer.go',
      url: 'https://github.com/riverqueue/river/blob/v0.51.2/internal/maintenance/job_rescuer.go',
      read: '2026-11-29',
    },
  },
  {
    id: 'stuck-job-rescued',
    means: 'A killed job was brought back',
    text: 'Stuck job rescued by JobRescuer',
    seen: 'River 0.51.2',
    cause:
      'In the row’s `errors`: its worker was gone for longer than `RescueStuckJobsAfter`, one hour by default.',
    fix: 'Nothing; set a shorter time if an hour is too long. It costs an attempt.',
    page: '/frameworks/river/#choose-rescuestuckjobsafter',
    source: experiment('SIGKILL with jobs in hand, River 0.51.2', '2026-11-28'),
  },
  {
    id: 'job-appears-stuck',
    means: 'A job ignores the end of its time',
    text: 'jobexecutor.JobExecutor: Job appears to be stuck',
    seen: 'River 0.51.2',
    cause: 'It runs 10 seconds past its `Timeout` and holds its slot.',
    fix: 'Pass `ctx` to everything that waits.',
    page: wrong,
    source: ran,
  },
  {
    id: 'context-deadline-exceeded',
    means: 'A job was canceled at its timeout',
    text: 'context deadline exceeded',
    seen: 'River 0.51.2',
    cause: '`JobTimeout` is one minute by default. The job starts again, as long as attempts last.',
    fix: 'A `Timeout` in the worker that is longer than the job.',
    page: killed,
    source: ran,
  },
  {
    id: 'rescue-less-than-timeout',
    means: 'A rescue that would come too early',
    text: 'RescueStuckJobsAfter cannot be less than JobTimeout',
    seen: 'River 0.51.2',
    cause: 'Jobs would be started a second time while they run.',
    fix: '`JobTimeout` plus what a canceled job needs to unwind.',
    page: '/frameworks/river/#choose-rescuestuckjobsafter',
    source: ran,
  },
  {
    id: 'river-panic',
    means: 'A job panicked',
    text: 'jobexecutor.JobExecutor: panic recovery; possible bug with Worker',
    seen: 'River 0.51.2',
    cause: 'The worker goes on; the attempt is spent.',
    fix: 'Read `panic_val` and the trace in the row’s `errors`.',
    page: wrong,
    source: ran,
  },
]);
