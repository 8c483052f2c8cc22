package main

import (
	"context"
	"errors"
	"log"
	"math"
	"os"
	"os/signal"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	orders "example.com/poll-loop-orders"
)

const (
	stepLength   = time.Second
	lease        = 30 * time.Second
	queryTimeout = 5 * time.Second
	idle         = time.Second
	maxAttempts  = 20
)

// errLeaseLost says that another worker may have the job: this one writes nothing more.
var errLeaseLost = errors.New("lease lost")

// region: main

func main() {
	// First of all: a SIGTERM that comes before anyone listens ends the process like SIGKILL.
	stopping, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	log.SetOutput(os.Stdout)
	log.SetFlags(0)

	slots, err := strconv.Atoi(orders.Env("WORKER_CONCURRENCY", "4"))
	if err != nil {
		log.Fatalf("WORKER_CONCURRENCY: %v", err)
	}
	pool, err := orders.Connect(int32(slots))
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()

	w := &worker{pool: pool, stopping: stopping}
	var running sync.WaitGroup
	for range slots {
		running.Go(w.run)
	}
	running.Wait()
	log.Print("stopped")
}

// endregion: main

type worker struct {
	pool *pgxpool.Pool
	// Done after SIGTERM. No query and no step depends on it: they end, and then nothing new begins.
	stopping context.Context
	isAway   atomic.Bool
}

type job struct {
	id         int64
	order      string
	seconds    float64
	step       int
	attempts   int
	lease      string
	leaseUntil time.Time
}

// region: loop

func (w *worker) run() {
	wait := idle
	for w.stopping.Err() == nil {
		j, err := w.claim()
		switch {
		case errors.Is(err, pgx.ErrNoRows):
			wait = idle
			w.sleep(wait)
		case err != nil:
			w.sleep(wait)
			wait = min(2*wait, 10*time.Second)
		default:
			wait = idle
			w.work(j)
		}
	}
}

func (w *worker) sleep(d time.Duration) {
	select {
	case <-time.After(d):
	case <-w.stopping.Done():
	}
}

// endregion: loop

// region: claim

func (w *worker) claim() (*job, error) {
	j := &job{leaseUntil: time.Now().Add(lease)}
	err := w.query(func(ctx context.Context) error {
		// The id of the lease is new in each claim: whoever lost it cannot write with it.
		return w.pool.QueryRow(ctx, `
			update jobs set leased_by = gen_random_uuid()::text, leased_until = now() + interval '30 seconds',
				attempts = attempts + 1
			where id = (
				select id from jobs
				where run_at <= now() and (leased_until is null or leased_until < now())
				order by run_at, id limit 1
				for update skip locked
			)
			returning id, order_id, seconds, step, attempts, leased_by`,
		).Scan(&j.id, &j.order, &j.seconds, &j.step, &j.attempts, &j.lease)
	})
	return j, err
}

// endregion: claim

// region: work

func (w *worker) work(j *job) {
	log.Printf("order %s started", j.order)
	err := w.steps(j)
	switch {
	case err == nil:
	case errors.Is(err, errLeaseLost):
		log.Printf("order %s lease lost after step %d", j.order, j.step)
	default:
		log.Printf("order %s failed: %v", j.order, err)
		if err := w.fail(j); err != nil {
			log.Printf("order %s not released: %v", j.order, err)
		}
	}
}

func (w *worker) steps(j *job) error {
	// Only a job that killed its worker comes here with more.
	if j.attempts > maxAttempts {
		return errors.New("too many starts")
	}
	for total := int(math.Ceil(j.seconds / stepLength.Seconds())); j.step < total; {
		if w.stopping.Err() != nil && j.step > 0 {
			return w.handOver(j)
		}
		if err := step(j); err != nil {
			return err
		}
		j.step++
		if err := w.checkpoint(j); err != nil {
			return err
		}
		log.Printf("order %s step %d", j.order, j.step)
	}
	return w.finish(j)
}

// step stands for the real thing: a piece of work that may be done twice, and is short beside the lease.
func step(j *job) error {
	left := time.Duration(j.seconds*float64(time.Second)) - time.Duration(j.step)*stepLength
	time.Sleep(min(left, stepLength))
	return nil
}

// endregion: work

// region: writes

func (w *worker) checkpoint(j *job) error {
	until := time.Now().Add(lease)
	err := w.write(j, "update jobs set step = $3, leased_until = now() + interval '30 seconds' where id = $1 and leased_by = $2", j.step)
	if err == nil {
		j.leaseUntil = until
	}
	return err
}

func (w *worker) handOver(j *job) error {
	err := w.write(j, "update jobs set leased_by = null, leased_until = null, attempts = attempts - 1 where id = $1 and leased_by = $2")
	if err == nil {
		log.Printf("order %s handed over after step %d", j.order, j.step)
	}
	return err
}

func (w *worker) fail(j *job) error {
	if j.attempts >= maxAttempts {
		log.Printf("order %s set aside after %d starts", j.order, j.attempts)
		return w.write(j, "update jobs set leased_by = null, leased_until = null, run_at = 'infinity' where id = $1 and leased_by = $2")
	}
	return w.write(j, `update jobs set leased_by = null, leased_until = null,
		run_at = now() + make_interval(secs => least(power(2, attempts), 600)) where id = $1 and leased_by = $2`)
}

func (w *worker) finish(j *job) error {
	var isNew bool
	err := w.untilLeaseEnds(j, func(ctx context.Context) error {
		// Receipt and end of the job are one commit: no kill can come between them.
		return pgx.BeginFunc(ctx, w.pool, func(tx pgx.Tx) error {
			deleted, err := tx.Exec(ctx, "delete from jobs where id = $1 and leased_by = $2", j.id, j.lease)
			if err != nil {
				return err
			}
			if deleted.RowsAffected() == 0 {
				return errLeaseLost
			}
			written, err := tx.Exec(ctx, "insert into receipts (order_id) values ($1) on conflict do nothing", j.order)
			isNew = written.RowsAffected() == 1
			return err
		})
	})
	if err != nil {
		return err
	}
	if isNew {
		log.Printf("order %s receipt written", j.order)
	} else {
		log.Printf("order %s receipt was already there", j.order)
	}
	return nil
}

// write changes the job's row, if the lease still stands.
func (w *worker) write(j *job, statement string, more ...any) error {
	return w.untilLeaseEnds(j, func(ctx context.Context) error {
		changed, err := w.pool.Exec(ctx, statement, append([]any{j.id, j.lease}, more...)...)
		if err == nil && changed.RowsAffected() == 0 {
			return errLeaseLost
		}
		return err
	})
}

// untilLeaseEnds tries again while the database is away: until then nobody else may have the job.
func (w *worker) untilLeaseEnds(j *job, try func(context.Context) error) error {
	for {
		err := w.query(try)
		if err == nil || errors.Is(err, errLeaseLost) {
			return err
		}
		if time.Now().Add(time.Second).After(j.leaseUntil) {
			return errLeaseLost
		}
		time.Sleep(time.Second)
	}
}

// query bounds one try, and says once that the database is away.
func (w *worker) query(try func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.Background(), queryTimeout)
	defer cancel()
	err := try(ctx)
	if err == nil || errors.Is(err, pgx.ErrNoRows) || errors.Is(err, errLeaseLost) {
		if w.isAway.Swap(false) {
			log.Print("the database is back")
		}
	} else if !w.isAway.Swap(true) {
		log.Printf("the database is away: %v", err)
	}
	return err
}

// endregion: writes
