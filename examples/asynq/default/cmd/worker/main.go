// What a first worker looks like: the handler and the server of Asynq's Getting Started.
package main

import (
	"context"
	"encoding/json"
	"log"
	"os"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"example.com/asynq-orders/orders"
)

var receipts *redis.Client

func handle(ctx context.Context, task *asynq.Task) error {
	var order orders.Order
	if err := json.Unmarshal(task.Payload(), &order); err != nil {
		return err
	}
	log.Printf("order %s started", order.ID)
	time.Sleep(order.Duration())

	receipt, err := json.Marshal(orders.Receipt{OrderID: order.ID, WrittenAt: time.Now().UTC()})
	if err != nil {
		return err
	}
	written, err := receipts.HSetNX(ctx, orders.ReceiptsKey, order.ID, receipt).Result()
	if err != nil {
		return err
	}
	if written {
		log.Printf("order %s receipt written", order.ID)
	} else {
		log.Printf("order %s receipt was already there", order.ID)
	}
	return nil
}

func main() {
	url := os.Getenv("REDIS_URL")
	var err error
	if receipts, err = orders.Connect(url); err != nil {
		log.Fatal(err)
	}
	broker, err := asynq.ParseRedisURI(url)
	if err != nil {
		log.Fatal(err)
	}

	server := asynq.NewServer(broker, asynq.Config{Concurrency: 10})
	mux := asynq.NewServeMux()
	mux.HandleFunc(orders.TypeProcess, handle)
	if err := server.Run(mux); err != nil {
		log.Fatal(err)
	}
}
