// What a first worker looks like: the client of River's README, and its shortest way to stop.
package main

import (
	"context"
	"log"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"example.com/river-orders/orders"
)

type orderWorker struct {
	river.WorkerDefaults[orders.Args]
	pool *pgxpool.Pool
}

func (w *orderWorker) Work(ctx context.Context, job *river.Job[orders.Args]) error {
	log.Printf("order %s started", job.Args.OrderID)
	time.Sleep(job.Args.Duration())

	written, err := w.pool.Exec(ctx, `insert into receipts (order_id, written_at) values ($1, now())
		on conflict (order_id) do nothing`, job.Args.OrderID)
	if err != nil {
		return err
	}
	if written.RowsAffected() == 1 {
		log.Printf("order %s receipt written", job.Args.OrderID)
	} else {
		log.Printf("order %s receipt was already there", job.Args.OrderID)
	}
	return nil
}

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Getenv("DATABASE_URL"))
	if err != nil {
		log.Fatal(err)
	}

	workers := river.NewWorkers()
	river.AddWorker(workers, &orderWorker{pool: pool})
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Queues:          map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: 100}},
		SoftStopTimeout: 10 * time.Second,
		Workers:         workers,
	})
	if err != nil {
		log.Fatal(err)
	}

	signalCtx, stop := signal.NotifyContext(ctx, syscall.SIGINT, syscall.SIGTERM)
	defer stop()
	if err := client.Start(signalCtx); err != nil {
		log.Fatal(err)
	}
	<-client.Stopped()
}
