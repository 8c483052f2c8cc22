import { type Framework, rowBytes, type Settings } from './framework.ts';

/** Age of an attempt at which River may start it again, in seconds. */
const rescueOf = ({ longestSeconds }: Settings) => Math.max(90, longestSeconds + 60);

const enqueue = `// Enqueues the orders of one period. The cron job in render.yaml runs it.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"example.com/river-orders/orders"
)

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(0)

	ctx := context.Background()
	pool, err := orders.Connect(ctx, os.Getenv("DATABASE_URL"), 1)
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()
	// Without queues it only inserts.
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{})
	if err != nil {
		log.Fatal(err)
	}

	// In your application: look up what is due, and pass its ids.
	count := number("ORDERS_PER_RUN")
	period := time.Now().Unix() / 60 / int64(number("PERIOD_MINUTES"))
	for i := range count {
		// One period gives the same ids each time, so a run that is repeated changes nothing.
		order := orders.Args{OrderID: fmt.Sprintf("%d-%d", period, i), Seconds: 1}
		if _, err := client.Insert(ctx, order, nil); err != nil {
			log.Fatal(err)
		}
	}
	log.Printf("enqueued %d orders of period %d", count, period)
}

func number(name string) int {
	value, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		log.Fatalf("%s: expected a whole number", name)
	}
	return value
}
`;

export const river: Framework = {
  label: 'River',
  sizing: {
    cores: 'all',
    slotsOnHalfCpu: 5,
    megabytes: { base: 18, slot: 0 },
    // The pool of the worker, and one that listens.
    connections: ({ slots }) => slots + 5,
    producerConnections: 5,
    jobBytes: rowBytes,
    keptHours: 24,
    source: '/frameworks/river/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  redeliverySeconds: rescueOf,
  command: (settings) => [
    { from: '-concurrency 5', to: `-concurrency ${settings.slots}` },
    { from: '-soft-stop-timeout 50s', to: `-soft-stop-timeout ${settings.graceSeconds}s` },
    { from: '-rescue-after 90s', to: `-rescue-after ${rescueOf(settings)}s` },
  ],
  comments: {
    command: 'A job may be rescued when it is older than the longest, by a minute.',
  },
  enqueuer: () => ({
    file: { path: 'cmd/enqueue/main.go', text: enqueue, isExecutable: false },
    buildCommand: 'go build -o bin/enqueue ./cmd/enqueue',
    startCommand: './bin/enqueue',
  }),
  afterGrace: {
    id: 'after-grace',
    text: 'The context of what still runs then ends, and the job is available again at once, without a lost attempt. A job that ignores its context is waited for until SIGKILL.',
    href: '/frameworks/river/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'Nothing watches whether a worker lives: a killed one’s job is started again when it is older than `-rescue-after` and than its own `Timeout`. So it has to bear a second run.',
    href: '/frameworks/river/#choose-rescuestuckjobsafter',
  },
};
