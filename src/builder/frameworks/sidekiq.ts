import type { Framework } from './framework.ts';

const enqueue = `# Enqueues the orders of one period. The cron job in render.yaml runs it.
require_relative "worker"

# In your application: look up what is due, and pass its ids.
period = Time.now.to_i / 60 / Integer(ENV.fetch("PERIOD_MINUTES"))
count = Integer(ENV.fetch("ORDERS_PER_RUN"))

count.times do |number|
  # One period gives the same ids each time, so a run that is repeated changes nothing.
  order_id = "#{period}-#{number}"
  # On record first: sweep.rb finds an order without a receipt.
  record = JSON.generate(seconds: 1, queued_at: Time.now.to_i)
  Sidekiq.redis { |redis| redis.hset("orders", order_id, record) }
  OrderJob.perform_async(order_id, 1)
end
puts "enqueued #{count} orders of period #{period}"
`;

export const sidekiq: Framework = {
  label: 'Sidekiq',
  sizing: {
    cores: 'one',
    slotsOnHalfCpu: 5,
    // Sidekiq’s documentation: not above 10 without testing.
    mostSlots: 10,
    megabytes: { base: 42, slot: 0 },
    connections: ({ slots }) => slots + 10,
    producerConnections: 10,
    jobBytes: (payload) => payload + 180,
    source: '/frameworks/sidekiq/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  command: ({ slots, graceSeconds }) => [
    { from: '-c 3', to: `-c ${slots}` },
    { from: '-t 50', to: `-t ${graceSeconds}` },
  ],
  comments: {
    command: '-c: threads. -t: seconds for running jobs after SIGTERM, below the delay.',
  },
  enqueuer: () => ({
    file: { path: 'enqueue.rb', text: enqueue, isExecutable: false },
    startCommand: 'bundle exec ruby enqueue.rb',
  }),
  afterGrace: {
    id: 'after-grace',
    text: 'Sidekiq pushes back to the queue what still runs after `-t`; it then starts from the beginning.',
    href: '/frameworks/sidekiq/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    kind: 'warning',
    text: 'Sidekiq takes a job off the queue before it runs it: if the worker is killed, by lack of memory say, the job is gone. `sweep.rb` enqueues again what has no receipt; run it as a cron job.',
    href: '/frameworks/sidekiq/#queue-again-what-has-no-receipt',
  },
  longJobs: '/frameworks/sidekiq/#jobs-longer-than-the-delay',
};
