// Package orders holds what the producer, the worker and the migration have to agree on.
package orders

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/riverqueue/river"
)

// region: args

type Args struct {
	// Only this field makes a job unique; the same order with other seconds is the same order.
	OrderID string  `json:"order_id" river:"unique"`
	Seconds float64 `json:"seconds"`
}

func (Args) Kind() string { return "process_order" }

func (Args) InsertOpts() river.InsertOpts {
	return river.InsertOpts{
		// Each kill costs one. The default of 25 would go on for three weeks.
		MaxAttempts: 10,
		// One job per order, as long as the job's row is kept: a day after it was completed.
		UniqueOpts: river.UniqueOpts{ByArgs: true},
	}
}

func (a Args) Duration() time.Duration {
	return time.Duration(a.Seconds * float64(time.Second))
}

// endregion: args

type Receipt struct {
	OrderID   string    `json:"order_id"`
	WrittenAt time.Time `json:"written_at"`
}

// region: connect

// Connect states the size of the pool, whose default is one connection for each CPU that Go sees,
// at least 4: that may be more than the plan has, and fewer than the jobs need.
func Connect(ctx context.Context, url string, connections int32) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	config.MaxConns = connections
	config.ConnConfig.ConnectTimeout = 3 * time.Second
	return pgxpool.NewWithConfig(ctx, config)
}

// endregion: connect
