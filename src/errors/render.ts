import { group } from './message.ts';

const stay = '/operate/debugging/#the-worker-does-not-stay-up';

const eventTypes = {
  title: 'Render CLI source: failure reasons of events in the API types',
  url: 'https://github.com/render-oss/cli',
  read: '2026-08-21',
};
const tutorial = {
  title: 'Render Tutorials: Health checks and crashes',
  url: 'https://render.com/tutorials/when-deploys-go-wrong/health-checks-and-crashes',
  read: '2026-11-29',
};

/** What Render says itself: deploy logs, the list of events, the API. */
export const render = group('render', 'Render', [
  {
    id: 'no-open-ports',
    means: 'Render looks for a port in a program that opens none',
    text: '==> No open ports detected, continuing to scan...\n==> Docs on specifying a port: https://render.com/docs/web-services#port-binding',
    seen: 'deploy log of a web service, June 2025',
    cause:
      'The service is a web service. A worker has no port to bind, and Render never scans one for it.',
    fix: 'Make a `type: worker` service with the same start command and delete this one: the type of a service cannot be changed.',
    page: stay,
    source: {
      title: 'Twitch-Channel-Points-Miner-v2 issue 692: full port scan log on Render',
      url: 'https://github.com/rdavydov/Twitch-Channel-Points-Miner-v2/issues/692',
      read: '2025-06-29',
    },
  },
  {
    id: 'port-scan-timeout',
    means: 'The deploy fails because no port was opened',
    text: "==> Port scan timeout reached, no open ports detected. Bind your service to at least one port. If you don't need to receive traffic on any port, create a background worker instead.",
    seen: 'deploy log of a web service, June 2025 and January 2026',
    cause: 'Worker code in a web service: the scan ended without a port, and so does the deploy.',
    fix: 'Do what the message says: a `type: worker` service. For a dashboard or an API, bind `0.0.0.0:$PORT`.',
    page: stay,
    source: {
      title: 'Twitch-Channel-Points-Miner-v2 issue 790: port scan timeout on Render',
      url: 'https://github.com/rdavydov/Twitch-Channel-Points-Miner-v2/issues/790',
      read: '2026-01-13',
    },
  },
  {
    id: 'exited-with-status-1',
    means: 'The process ended by itself',
    text: '==> Exited with status 1',
    seen: 'deploy log, January 2026',
    cause:
      'The start command ended with an exit code of its own. The reason is in the lines before it, mostly the first error after the start line.',
    fix: 'Read upward from this line. Broker or database out of reach, a missing variable and a missing module are the usual three.',
    page: stay,
    source: {
      title: 'openclaw/openclaw issue 3754: deploy log on Render',
      url: 'https://github.com/openclaw/openclaw/issues/3754',
      read: '2026-01-29',
    },
  },
  {
    id: 'application-exited',
    means: 'The process crashed at its start, and is started again',
    text: '==> Application exited with code 1',
    seen: 'runtime log in a tutorial of Render, May 2026',
    cause: 'A crash at boot. Render starts the program again, and the same error repeats.',
    fix: 'Fix the first error after `==> Running`, for example a variable that the file sets on another service only.',
    page: stay,
    source: tutorial,
  },
  {
    id: 'exited-while-running',
    means: 'An event: the running program ended',
    text: 'Exited with status … while running your code.',
    seen: 'list of events, February 2026',
    cause:
      'The same as the log line, as an event. 1 is the program itself, 137 is SIGKILL (128 + 9), 143 is SIGTERM that nobody handled (128 + 15).',
    fix: '1: the log. 137: memory, or a grace period longer than `maxShutdownDelaySeconds`. 143: handle SIGTERM in the process that Render starts.',
    page: '/guides/graceful-shutdown/#read-the-exit-code',
    rule: 'signal-swallowed',
    source: {
      title: 'sarojit049/Fleetiva-Roadlines issue 8: exit while running on Render',
      url: 'https://github.com/sarojit049/Fleetiva-Roadlines/issues/8',
      read: '2026-02-06',
    },
  },
  {
    id: 'exited-while-building',
    means: 'The build command failed',
    text: 'Exited with status 1 while building your code. Check your deploy logs for more information.',
    seen: 'list of events, February 2024',
    cause:
      '`buildCommand` ended with an error. The old instances keep running; nothing was replaced.',
    fix: 'Open the deploy log and search for the first `error`. The messages of builds have their own page.',
    page: '/guides/deploying/#triggers-and-overlapping-deploys',
    source: {
      title: 'documenso/documenso issue 931: failed build on Render',
      url: 'https://github.com/documenso/documenso/issues/931',
      read: '2024-02-14',
    },
  },
  {
    id: 'ran-out-of-memory',
    means: 'The instance went over the memory of its plan and was killed',
    text: 'Ran out of memory (used over 512MB) while running your code.',
    seen: 'list of events, November 2023',
    cause:
      'All processes of the instance together passed the limit. It is SIGKILL: what a job had in hand follows the rules of a kill, and nobody drained.',
    fix: 'Lower the concurrency, recycle children that leak, or take a larger plan. Then look at what your framework does with a killed job.',
    page: '/operate/scaling/#starting-values-for-05-cpu-and-512-mb',
    source: {
      title: 'hexlet-volunteers/runit pull request 406: event on Render',
      url: 'https://github.com/hexlet-volunteers/runit/pull/406',
      read: '2023-11-22',
    },
  },
  {
    id: 'cause-of-failure',
    means: 'The deploy failed without an exit code that Render could read',
    text: '==> Cause of failure could not be determined\n==> Common ways to troubleshoot your deploy: https://render.com/docs/troubleshooting-deploys',
    seen: 'deploy log, September 2025 and May 2026',
    cause:
      'Not documented. In the logs that we read the program had ended or was stopped without a line of its own.',
    fix: 'Log the first thing your program does and every exit. Run the start command in a shell of the service, or in `render-workers rehearse`.',
    page: '/operate/debugging/#how-to-look',
    source: {
      title: 'Deployment notes of Safe-Mother-Malawi/backend, with the log of Render',
      url: 'https://github.com/Safe-Mother-Malawi/backend',
      read: '2026-05-28',
    },
  },
  {
    id: 'pre-deploy-failed',
    means: 'The migration before the deploy failed',
    text: '==> Pre-deploy failed',
    seen: 'deploy log in a tutorial of Render, 2026',
    cause:
      '`preDeployCommand` ended with an error. The new instances are not started, the old ones go on.',
    fix: 'The error is above. Give the command the variables that it needs, and write migrations that the old code survives.',
    page: '/guides/deploying/#migrations-belong-in-the-pre-deploy-command',
    source: {
      title: 'Render Tutorials: Build failures',
      url: 'https://render.com/tutorials/when-deploys-go-wrong/build-failures',
      read: '2026-11-29',
    },
  },
  {
    id: 'early-exit',
    means: 'An event of the API: the program ended, and only cron jobs may',
    text: '"earlyExit": true',
    seen: 'failure reason of an event, Render API',
    cause:
      'A worker that exits without having received SIGTERM has failed for Render, with exit code 0 as well.',
    fix: 'Remove options that end a worker by themselves: `--burst`, `--max-time`, `--stop-when-empty`, idle timeouts. A run that ends belongs into a cron job.',
    page: stay,
    source: eventTypes,
  },
  {
    id: 'non-zero-exit',
    means: 'An event of the API: a crash',
    text: '"nonZeroExit": …',
    seen: 'failure reason of an event, Render API',
    cause: 'The program ended with this exit code.',
    fix: 'Read the log of that instance; `RENDER_INSTANCE_ID` in your own log lines tells which one it was.',
    page: stay,
    source: eventTypes,
  },
  {
    id: 'oom-killed',
    means: 'An event of the API: out of memory',
    text: '"oomKilled": {…}',
    seen: 'failure reason of an event, Render API',
    cause: 'The instance passed the memory of its plan.',
    fix: 'As for `Ran out of memory`: fewer slots, recycled children, or a larger plan.',
    page: '/operate/scaling/#how-many-slots-you-need',
    source: eventTypes,
  },
  {
    id: 'evicted',
    means: 'An event of the API: the platform moved the instance away',
    text: '"evicted": true',
    seen: 'failure reason of an event, Render API',
    cause:
      'Render took the instance off its machine; `evictionReason` says more. Whether the full shutdown delay is kept then is not documented.',
    fix: 'Nothing in the file. Make jobs safe to run twice, and let killed ones come back.',
    page: '/understand/how-workers-work/#other-stops',
    source: eventTypes,
  },
]);
