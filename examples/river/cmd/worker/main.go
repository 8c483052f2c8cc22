package main

import (
	"context"
	"flag"
	"log"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"

	"example.com/river-orders/orders"
)

// region: main

func main() {
	concurrency := flag.Int("concurrency", 5, "jobs at once")
	softStop := flag.Duration("soft-stop-timeout", 50*time.Second, "wait for jobs in flight")
	rescueAfter := flag.Duration("rescue-after", 90*time.Second, "age at which a job counts as abandoned")
	flag.Parse()
	log.SetOutput(os.Stdout)
	log.SetFlags(0)

	// One connection for each job, four for River's own queries. The one that listens is not counted.
	pool, err := orders.Connect(context.Background(), os.Getenv("DATABASE_URL"), int32(*concurrency)+4)
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()

	workers := river.NewWorkers()
	river.AddWorker(workers, &orderWorker{pool: pool})
	client, err := river.NewClient(riverpgxv5.New(pool), &river.Config{
		Logger:  slog.New(slog.NewTextHandler(os.Stderr, nil)),
		Queues:  map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: *concurrency}},
		Workers: workers,
		// Without it, the end of ctx cancels the jobs at once.
		SoftStopTimeout: *softStop,
		// A job that is older than this and than its own Timeout is started again, wherever it runs.
		RescueStuckJobsAfter: *rescueAfter,
	})
	if err != nil {
		log.Fatal(err)
	}

	// River handles no signal: without this, SIGTERM ends the process and its jobs like SIGKILL.
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := client.Start(ctx); err != nil {
		log.Fatal(err)
	}
	<-client.Stopped()
	log.Print("stopped")
}

// endregion: main

// region: worker

type orderWorker struct {
	river.WorkerDefaults[orders.Args]
	pool *pgxpool.Pool
}

// Timeout protects a long job from the rescuer, too. The default is one minute for every job.
func (w *orderWorker) Timeout(job *river.Job[orders.Args]) time.Duration {
	return job.Args.Duration() + 30*time.Second
}

func (w *orderWorker) Work(ctx context.Context, job *river.Job[orders.Args]) error {
	id := job.Args.OrderID
	log.Printf("order %s started", id)

	if err := work(ctx, job.Args.Duration()); err != nil {
		log.Printf("order %s stopped: %v", id, err)
		// As it is, or River takes it for a failure and counts the attempt.
		return err
	}

	tx, err := w.pool.Begin(ctx)
	if err != nil {
		return err
	}
	// A context that is done must not keep the connection from going back clean.
	defer tx.Rollback(context.WithoutCancel(ctx))
	written, err := tx.Exec(ctx, `insert into receipts (order_id, written_at) values ($1, now())
		on conflict (order_id) do nothing`, id)
	if err != nil {
		return err
	}
	// Receipt and end of the job are one commit: no kill can come between them.
	if _, err := river.JobCompleteTx[*riverpgxv5.Driver](ctx, tx, job); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return err
	}
	if written.RowsAffected() == 1 {
		log.Printf("order %s receipt written", id)
	} else {
		log.Printf("order %s receipt was already there", id)
	}
	return nil
}

// work stands for the real thing. It returns early when ctx is done: River waits for a job
// that ignores it, and then Render kills both.
func work(ctx context.Context, d time.Duration) error {
	select {
	case <-time.After(d):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// endregion: worker
