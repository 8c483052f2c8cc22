// Package orders holds what the producer and the worker have to agree on.
package orders

import (
	"encoding/json"
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

func NewTask(o Order) (*asynq.Task, error) {
	payload, err := json.Marshal(o)
	if err != nil {
		return nil, err
	}
	return asynq.NewTask(TypeProcess, payload), nil
}

func Connect(url string) (*redis.Client, error) {
	opts, err := redis.ParseURL(url)
	if err != nil {
		return nil, err
	}
	return redis.NewClient(opts), nil
}
