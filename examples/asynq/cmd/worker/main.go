package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"example.com/asynq-orders/orders"
)

// region: main

func main() {
	concurrency := flag.Int("concurrency", 5, "tasks at once")
	shutdownTimeout := flag.Duration("shutdown-timeout", 50*time.Second, "wait for tasks in flight")
	flag.Parse()
	log.SetOutput(os.Stdout)
	log.SetFlags(0)

	rdb, err := orders.Connect(os.Getenv("REDIS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer rdb.Close()

	// One pool for Asynq and for the receipts.
	server := asynq.NewServerFromRedisClient(rdb, asynq.Config{
		Concurrency:     *concurrency,
		ShutdownTimeout: *shutdownTimeout,
	})
	mux := asynq.NewServeMux()
	mux.Handle(orders.TypeProcess, &processor{rdb})

	// Run handles SIGTERM and returns nil once the tasks are done or pushed back.
	if err := server.Run(mux); err != nil {
		log.Fatal(err)
	}
}

// endregion: main

// region: handler

type processor struct {
	rdb *redis.Client
}

func (p *processor) ProcessTask(ctx context.Context, task *asynq.Task) error {
	var order orders.Order
	if err := json.Unmarshal(task.Payload(), &order); err != nil {
		// It will not get better: archive it now instead of after the last retry.
		return fmt.Errorf("payload is not an order: %v: %w", err, asynq.SkipRetry)
	}
	log.Printf("order %s started", order.ID)

	if err := work(ctx, order.Duration()); err != nil {
		log.Printf("order %s stopped: %v", order.ID, err)
		return err
	}

	now := time.Now().UTC().Truncate(time.Millisecond)
	receipt, err := json.Marshal(orders.Receipt{OrderID: order.ID, WrittenAt: now})
	if err != nil {
		return err
	}
	// Atomic, so the second of two deliveries finds the field and writes nothing.
	written, err := p.rdb.HSetNX(ctx, orders.ReceiptsKey, order.ID, receipt).Result()
	if err != nil {
		return err
	}
	if written {
		log.Printf("order %s receipt written", order.ID)
	} else {
		log.Printf("order %s receipt was already there", order.ID)
	}
	return nil
}

// work stands for the real thing. It returns early when ctx is done, because Asynq
// does not wait for a handler that ignores it, and takes the next task beside it.
func work(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// endregion: handler
