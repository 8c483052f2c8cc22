// Package orders holds what the producer and the worker have to agree on.
package orders

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"
)

const (
	TypeProcess = "order:process"
	ReceiptsKey = "receipts"
)

type Order struct {
	ID      string  `json:"order_id"`
	Seconds float64 `json:"seconds"`
}

func (o Order) Duration() time.Duration {
	return time.Duration(o.Seconds * float64(time.Second))
}

type Receipt struct {
	OrderID   string    `json:"order_id"`
	WrittenAt time.Time `json:"written_at"`
}

// region: task

func NewTask(o Order) (*asynq.Task, error) {
	payload, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	return asynq.NewTask(TypeProcess, payload,
		// One task per order in the broker. A second one is refused with ErrTaskIDConflict.
		asynq.TaskID(o.ID),
		// A killed worker costs one retry; with 0 the order would be archived instead of run again.
		asynq.MaxRetry(10),
		// Without it a stuck handler holds its slot for 30 minutes.
		asynq.Timeout(o.Duration()+30*time.Second),
	), nil
}

// endregion: task

// region: connect

// Connect reads the URL with go-redis, because asynq.ParseRedisURI drops the user name,
// and Render's URL has one as soon as internal authentication is on.
func Connect(url string) (*redis.Client, error) {
	opts, err := redis.ParseURL(url)
	if err != nil {
		return nil, fmt.Errorf("REDIS_URL: %w", err)
	}
	// The default is 10 for each CPU that Go sees, which may be more than the plan has.
	opts.PoolSize = 10
	// Without it a command ignores the deadline of its context.
	opts.ContextTimeoutEnabled = true
	return redis.NewClient(opts), nil
}

// endregion: connect
