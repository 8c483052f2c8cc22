package main

import (
	"context"
	"log"
	"time"

	"github.com/jackc/pgx/v5"

	orders "example.com/poll-loop-orders"
)

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	pool, err := orders.Connect(1)
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()

	err = pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		// "if not exists" alone fails when two deploys create the same table at once.
		if _, err := tx.Exec(ctx, "select pg_advisory_xact_lock(hashtext('orders schema'))"); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, orders.Schema)
		return err
	})
	if err != nil {
		log.Fatal(err)
	}
}
