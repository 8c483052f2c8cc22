// Package orders holds what the producer, the worker and the migration have to agree on.
package orders

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Schema may be applied again and again.
//
//go:embed schema.sql
var Schema string

// Connect states the size of the pool, whose default is one connection for each CPU that Go sees,
// at least 4. It connects when it is first used, so that a process can start while the database is away.
func Connect(connections int32) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(os.Getenv("DATABASE_URL"))
	if err != nil {
		return nil, fmt.Errorf("DATABASE_URL: %w", err)
	}
	config.MaxConns = connections
	config.ConnConfig.ConnectTimeout = 3 * time.Second
	// Prepares nothing, so that it works through a transaction pooler, too.
	config.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeExec
	return pgxpool.NewWithConfig(context.Background(), config)
}

// Env is a variable's value, or the fallback where it is empty.
func Env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
