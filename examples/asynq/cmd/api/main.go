package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"os/signal"
	"regexp"
	"syscall"
	"time"

	"github.com/hibiken/asynq"
	"github.com/redis/go-redis/v9"

	"example.com/asynq-orders/orders"
)

// brokerTimeout bounds what a request waits for the broker, so that a caller gets its 503 soon.
const brokerTimeout = 3 * time.Second

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(0)

	rdb, err := orders.Connect(os.Getenv("REDIS_URL"))
	if err != nil {
		log.Fatal(err)
	}
	defer rdb.Close()
	a := &api{rdb: rdb, client: asynq.NewClientFromRedisClient(rdb)}

	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", a.createOrder)
	mux.HandleFunc("GET /receipts/{order_id}", a.getReceipt)
	mux.HandleFunc("GET /receipts", a.countReceipts)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, http.StatusOK, map[string]bool{"ok": true})
	})

	server := &http.Server{
		Addr:              net.JoinHostPort(env("HOST", "0.0.0.0"), env("PORT", "10000")),
		Handler:           mux,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       10 * time.Second,
		WriteTimeout:      10 * time.Second,
		IdleTimeout:       2 * time.Minute,
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	failed := make(chan error, 1)
	go func() { failed <- server.ListenAndServe() }()
	log.Printf("listening on %s", server.Addr)

	select {
	case err := <-failed:
		log.Fatal(err)
	case <-ctx.Done():
	}
	// Below the 30 s that Render gives a web service by default.
	deadline, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := server.Shutdown(deadline); err != nil {
		log.Fatal(err)
	}
	log.Print("stopped")
}

type api struct {
	rdb    *redis.Client
	client *asynq.Client
}

// region: enqueue

func (a *api) createOrder(w http.ResponseWriter, r *http.Request) {
	order, err := readOrder(http.MaxBytesReader(w, r.Body, 4096))
	if err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}
	task, err := orders.NewTask(order)
	if err != nil {
		writeError(w, http.StatusInternalServerError, err.Error())
		return
	}

	ctx, cancel := context.WithTimeout(r.Context(), brokerTimeout)
	defer cancel()
	_, err = a.client.EnqueueContext(ctx, task)
	// A conflict means that this order is in the broker already, which is what the caller wants.
	if err != nil && !errors.Is(err, asynq.ErrTaskIDConflict) {
		log.Printf("order %s not enqueued: %v", order.ID, err)
		writeError(w, http.StatusServiceUnavailable, "the broker did not take the order, try again later")
		return
	}
	writeJSON(w, http.StatusAccepted, map[string]string{"order_id": order.ID})
}

// endregion: enqueue

func (a *api) getReceipt(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), brokerTimeout)
	defer cancel()
	id := r.PathValue("order_id")
	receipt, err := a.rdb.HGet(ctx, orders.ReceiptsKey, id).Bytes()
	switch {
	case errors.Is(err, redis.Nil):
		writeError(w, http.StatusNotFound, fmt.Sprintf("no receipt for order %q", id))
	case err != nil:
		log.Printf("receipt of order %s not read: %v", id, err)
		writeError(w, http.StatusServiceUnavailable, "the broker did not answer, try again later")
	default:
		writeJSON(w, http.StatusOK, json.RawMessage(receipt))
	}
}

func (a *api) countReceipts(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), brokerTimeout)
	defer cancel()
	count, err := a.rdb.HLen(ctx, orders.ReceiptsKey).Result()
	if err != nil {
		log.Printf("receipts not counted: %v", err)
		writeError(w, http.StatusServiceUnavailable, "the broker did not answer, try again later")
		return
	}
	writeJSON(w, http.StatusOK, map[string]int64{"count": count})
}

const (
	wantBody    = "body: expected one JSON object of at most 4096 bytes"
	wantID      = "order_id: expected a string of 1 to 64 letters, digits, _ or -"
	wantSeconds = "seconds: expected a number from 0 to 3600"
)

var validID = regexp.MustCompile(`^[A-Za-z0-9_-]{1,64}$`)

func readOrder(body io.Reader) (orders.Order, error) {
	order := orders.Order{Seconds: 1}
	decoder := json.NewDecoder(body)
	err := decoder.Decode(&order)
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrongType) && wrongType.Field == "order_id":
		return order, errors.New(wantID)
	case errors.As(err, &wrongType) && wrongType.Field == "seconds":
		return order, errors.New(wantSeconds)
	case err != nil || decoder.More():
		return order, errors.New(wantBody)
	case !validID.MatchString(order.ID):
		return order, errors.New(wantID)
	case order.Seconds < 0 || order.Seconds > 3600:
		return order, errors.New(wantSeconds)
	}
	return order, nil
}

func writeError(w http.ResponseWriter, status int, message string) {
	writeJSON(w, status, map[string]string{"error": message})
}

func writeJSON(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	if err := json.NewEncoder(w).Encode(value); err != nil {
		log.Printf("answer not written: %v", err)
	}
}

func env(name, fallback string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return fallback
}
