package main

import (
	"context"
	"log"
	"os"
	"time"

	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"

	"example.com/river-orders/orders"
)

// region: migrate

func main() {
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Minute)
	defer cancel()
	pool, err := orders.Connect(ctx, os.Getenv("DATABASE_URL"), 2)
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()

	// In the application rather than by River's command, so that both have one version: go.mod's.
	migrator, err := rivermigrate.New(riverpgxv5.New(pool), nil)
	if err != nil {
		log.Fatal(err)
	}
	result, err := migrator.Migrate(ctx, rivermigrate.DirectionUp, nil)
	if err != nil {
		log.Fatal(err)
	}
	for _, version := range result.Versions {
		log.Printf("River migration %d %s applied", version.Version, version.Name)
	}

	_, err = pool.Exec(ctx, `create table if not exists receipts (
		order_id text primary key,
		written_at timestamptz not null
	)`)
	if err != nil {
		log.Fatal(err)
	}
}

// endregion: migrate
