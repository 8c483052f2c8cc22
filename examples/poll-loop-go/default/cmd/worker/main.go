// What a first loop looks like: take a row with "for update skip locked", work, delete it.
package main

import (
	"context"
	"errors"
	"log"
	"os"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	orders "example.com/poll-loop-orders"
)

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(0)
	slots, err := strconv.Atoi(orders.Env("WORKER_CONCURRENCY", "4"))
	if err != nil {
		log.Fatal(err)
	}
	pool, err := orders.Connect(int32(slots))
	if err != nil {
		log.Fatal(err)
	}
	for range slots {
		go func() {
			for {
				if err := next(context.Background(), pool); err != nil {
					if !errors.Is(err, pgx.ErrNoRows) {
						log.Print(err)
					}
					time.Sleep(time.Second)
				}
			}
		}()
	}
	select {}
}

func next(ctx context.Context, pool *pgxpool.Pool) error {
	var id int64
	var order string
	var seconds float64
	err := pool.QueryRow(ctx, `
		update jobs set status = 'taken'
		where id = (select id from jobs where status = 'waiting' order by id limit 1 for update skip locked)
		returning id, order_id, seconds`,
	).Scan(&id, &order, &seconds)
	if err != nil {
		return err
	}
	log.Printf("order %s started", order)
	time.Sleep(time.Duration(seconds * float64(time.Second)))

	written, err := pool.Exec(ctx, "insert into receipts (order_id) values ($1) on conflict do nothing", order)
	if err != nil {
		return err
	}
	if _, err := pool.Exec(ctx, "delete from jobs where id = $1", id); err != nil {
		return err
	}
	if written.RowsAffected() == 1 {
		log.Printf("order %s receipt written", order)
	} else {
		log.Printf("order %s receipt was already there", order)
	}
	return nil
}
