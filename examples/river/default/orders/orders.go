// Package orders holds what the producer, the worker and the migration have to agree on.
package orders

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"
)

type Args struct {
	OrderID string  `json:"order_id"`
	Seconds float64 `json:"seconds"`
}

func (Args) Kind() string { return "process_order" }

func (a Args) Duration() time.Duration {
	return time.Duration(a.Seconds * float64(time.Second))
}

type Receipt struct {
	OrderID   string    `json:"order_id"`
	WrittenAt time.Time `json:"written_at"`
}

func Connect(ctx context.Context, url string, connections int32) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	config.MaxConns = connections
	return pgxpool.NewWithConfig(ctx, config)
}
