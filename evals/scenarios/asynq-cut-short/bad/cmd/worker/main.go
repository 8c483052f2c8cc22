package main

import (
	"context"
	"log"
	"os"

	"github.com/hibiken/asynq"
)

func render(ctx context.Context, task *asynq.Task) error {
	return nil
}

func main() {
	redis, err := asynq.ParseRedisURI(os.Getenv("REDIS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	server := asynq.NewServer(redis, asynq.Config{Concurrency: 4})
	mux := asynq.NewServeMux()
	mux.HandleFunc("render", render)
	if err := server.Run(mux); err != nil {
		log.Fatal(err)
	}
}
