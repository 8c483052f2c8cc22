import { type Framework, limitOf, rowBytes, type Settings } from './framework.ts';

/** Age at which Lifeline starts a job again, in seconds. It looks at nothing but the age. */
const rescueOf = (settings: Settings) => limitOf(settings) + 120;

const enqueue = `defmodule Orders.Enqueue do
  @moduledoc "Enqueues the orders of one period. The cron job in render.yaml runs it."

  def run do
    {:ok, _} = Application.ensure_all_started(:orders)

    # In your application: look up what is due, and pass its ids.
    period = div(System.os_time(:second), 60 * number("PERIOD_MINUTES"))
    count = number("ORDERS_PER_RUN")

    for number <- 1..count do
      # One period gives the same ids each time, so a run that is repeated changes nothing.
      :ok = Orders.accept("#{period}-#{number}", 1)
    end

    IO.puts("enqueued #{count} orders of period #{period}")
  end

  defp number(name), do: name |> System.fetch_env!() |> String.to_integer()
end
`;

const cronRole = `  "cron" ->
    config :orders, Orders.Repo, database ++ [pool_size: 2]

    # Only enqueues, like the web service.
    config :orders, Oban, oban ++ [queues: [], plugins: false, peer: false]

`;

export const oban: Framework = {
  label: 'Oban',
  sizing: {
    cores: 'all',
    slotsOnHalfCpu: 5,
    megabytes: { base: 148, slot: 0 },
    // The pool of the worker, and one that listens.
    connections: ({ slots }) => slots + 3,
    producerConnections: 6,
    jobBytes: rowBytes,
    keptHours: 7 * 24,
    source: '/frameworks/oban/#concurrency-on-a-small-plan',
  },
  // Grace + 6 s is the least: 1 s for the VM to halt, 5 s for a job that traps exits.
  tailSeconds: 10,
  redeliverySeconds: rescueOf,
  command: () => [],
  variables: (settings) => ({
    WORKER_CONCURRENCY: settings.slots,
    GRACE_SECONDS: settings.graceSeconds,
    RESCUE_AFTER_SECONDS: rescueOf(settings),
  }),
  comments: {
    command: 'The release turns SIGTERM into an orderly stop.',
    variables: {
      WORKER_CONCURRENCY: 'Jobs at once in this instance.',
      GRACE_SECONDS: '1 s for the VM to halt, 5 s for a job that traps exits, 4 s to spare.',
      RESCUE_AFTER_SECONDS: 'Longer than timeout/1 of every worker, or a job runs twice at once.',
    },
  },
  edits: (settings) => [
    {
      file: 'lib/orders/receipt_worker.ex',
      from: 'def timeout(_job), do: :timer.minutes(61)',
      to: `def timeout(_job), do: :timer.seconds(${limitOf(settings)})`,
      note: {
        id: 'job-limit',
        text: `A run that takes longer than ${limitOf(settings)} s is ended and tried again, before Lifeline would start it a second time after ${rescueOf(settings)} s.`,
        href: '/frameworks/oban/#choose-rescue_after',
      },
    },
  ],
  enqueuer: () => ({
    file: { path: 'lib/orders/enqueue.ex', text: enqueue, isExecutable: false },
    startCommand: '_build/prod/rel/orders/bin/orders eval Orders.Enqueue.run',
    edits: [
      { file: 'config/runtime.exs', from: '  "worker" ->\n', to: `${cronRole}  "worker" ->\n` },
    ],
    variables: { ROLE: 'cron' },
  }),
  afterGrace: {
    id: 'after-grace',
    text: 'A job that still runs then stays `executing` until its attempt is `RESCUE_AFTER_SECONDS` old and Lifeline looks, up to a minute and a half later. Exit code 0 says nothing of it; the log does.',
    href: '/frameworks/oban/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'Lifeline starts a killed worker’s job again by its age alone, so it has to bear a second run.',
    href: '/frameworks/oban/#after-sigkill',
  },
  longJobs: '/frameworks/oban/#jobs-longer-than-the-delay',
};
