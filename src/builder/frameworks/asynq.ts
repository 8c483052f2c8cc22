import type { Framework } from './framework.ts';

const enqueue = `// Enqueues the orders of one period. The cron job in render.yaml runs it.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/hibiken/asynq"

	"example.com/asynq-orders/orders"
)

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(0)

	rdb, err := orders.Connect(os.Getenv("REDIS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer rdb.Close()
	client := asynq.NewClientFromRedisClient(rdb)

	// In your application: look up what is due, and pass its ids.
	count := number("ORDERS_PER_RUN")
	period := time.Now().Unix() / 60 / int64(number("PERIOD_MINUTES"))
	for i := range count {
		// One period gives the same ids each time, so a run that is repeated changes nothing.
		order := orders.Order{ID: fmt.Sprintf("%d-%d", period, i), Seconds: 1}
		if err := enqueue(client, order); err != nil {
			log.Fatal(err)
		}
	}
	log.Printf("enqueued %d orders of period %d", count, period)
}

func enqueue(client *asynq.Client, order orders.Order) error {
	task, err := orders.NewTask(order)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
	defer cancel()
	_, err = client.EnqueueContext(ctx, task)
	// A conflict means that this order is in the broker already.
	if errors.Is(err, asynq.ErrTaskIDConflict) {
		return nil
	}
	return err
}

func number(name string) int {
	value, err := strconv.Atoi(os.Getenv(name))
	if err != nil {
		log.Fatalf("%s: expected a whole number", name)
	}
	return value
}
`;

export const asynq: Framework = {
  label: 'Asynq',
  sizing: {
    cores: 'all',
    slotsOnHalfCpu: 5,
    megabytes: { base: 15, slot: 0 },
    // The pool of orders.go, and one that is subscribed.
    connections: () => 11,
    producerConnections: 10,
    jobBytes: (payload) => payload + 500,
    source: '/frameworks/asynq/#concurrency-on-a-small-plan',
  },
  tailSeconds: 10,
  command: ({ slots, graceSeconds }) => [
    { from: '-concurrency 5', to: `-concurrency ${slots}` },
    { from: '-shutdown-timeout 50s', to: `-shutdown-timeout ${graceSeconds}s` },
  ],
  comments: { command: 'Asynq’s own defaults are one task per CPU of the machine, and 8 s.' },
  enqueuer: () => ({
    file: { path: 'cmd/enqueue/main.go', text: enqueue, isExecutable: false },
    buildCommand: 'go build -o bin/enqueue ./cmd/enqueue',
    startCommand: './bin/enqueue',
  }),
  afterGrace: {
    id: 'after-grace',
    text: 'Asynq pushes back to the queue what still runs when its timeout ends, and does not wait for a handler that ignores its context.',
    href: '/frameworks/asynq/#shutdown',
  },
  afterKill: {
    id: 'after-kill',
    text: 'A killed worker’s task runs again after 70 to 170 s and costs a retry, so it has to bear a second run and needs a `MaxRetry` above 0.',
    href: '/frameworks/asynq/#after-sigkill-redelivery-and-idempotency',
  },
  longJobs: '/frameworks/asynq/#jobs-longer-than-the-delay',
};
