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

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	orders "example.com/poll-loop-orders"
)

// databaseTimeout bounds what a request waits for the database, so that a caller gets its 503 soon.
const databaseTimeout = 3 * time.Second

func main() {
	log.SetOutput(os.Stdout)
	log.SetFlags(0)

	pool, err := orders.Connect(5)
	if err != nil {
		log.Fatal(err)
	}
	defer pool.Close()
	a := &api{pool: pool}

	mux := http.NewServeMux()
	mux.HandleFunc("POST /orders", a.createOrder)
	mux.HandleFunc("GET /receipts/{order_id}", a.getReceipt)
	mux.HandleFunc("GET /receipts", a.countReceipts)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, r *http.Request) {
		writeJSON(w, http.StatusOK, map[string]bool{"ok": true})
	})

	server := &http.Server{
		Addr:              net.JoinHostPort(orders.Env("HOST", "0.0.0.0"), orders.Env("PORT", "10000")),
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

type order struct {
	OrderID string  `json:"order_id"`
	Seconds float64 `json:"seconds"`
}

type receipt struct {
	OrderID   string    `json:"order_id"`
	WrittenAt time.Time `json:"written_at"`
}

type api struct {
	pool *pgxpool.Pool
}

// region: enqueue

func (a *api) createOrder(w http.ResponseWriter, r *http.Request) {
	o, err := readOrder(http.MaxBytesReader(w, r.Body, 4096))
	if err != nil {
		writeError(w, http.StatusBadRequest, err.Error())
		return
	}

	ctx, cancel := context.WithTimeout(r.Context(), databaseTimeout)
	defer cancel()
	if err := a.enqueue(ctx, o); err != nil {
		log.Printf("order %s not enqueued: %v", o.OrderID, err)
		writeError(w, http.StatusServiceUnavailable, "the database did not take the order, try again later")
		return
	}
	writeJSON(w, http.StatusAccepted, map[string]string{"order_id": o.OrderID})
}

func (a *api) enqueue(ctx context.Context, o order) error {
	return pgx.BeginFunc(ctx, a.pool, func(tx pgx.Tx) error {
		// What the request changes in your tables belongs here: the job then exists if the change does.
		_, err := tx.Exec(ctx, "insert into jobs (order_id, seconds) values ($1, $2)", o.OrderID, o.Seconds)
		return err
	})
}

// endregion: enqueue

func (a *api) getReceipt(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), databaseTimeout)
	defer cancel()
	id := r.PathValue("order_id")
	found := receipt{OrderID: id}
	err := a.pool.QueryRow(ctx, "select written_at from receipts where order_id = $1", id).Scan(&found.WrittenAt)
	switch {
	case errors.Is(err, pgx.ErrNoRows):
		writeError(w, http.StatusNotFound, fmt.Sprintf("no receipt for order %q", id))
	case err != nil:
		log.Printf("receipt of order %s not read: %v", id, err)
		writeError(w, http.StatusServiceUnavailable, "the database did not answer, try again later")
	default:
		found.WrittenAt = found.WrittenAt.UTC().Truncate(time.Millisecond)
		writeJSON(w, http.StatusOK, found)
	}
}

func (a *api) countReceipts(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), databaseTimeout)
	defer cancel()
	var count int64
	if err := a.pool.QueryRow(ctx, "select count(*) from receipts").Scan(&count); err != nil {
		log.Printf("receipts not counted: %v", err)
		writeError(w, http.StatusServiceUnavailable, "the database did not answer, try again later")
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

func readOrder(body io.Reader) (order, error) {
	read := order{Seconds: 1}
	decoder := json.NewDecoder(body)
	err := decoder.Decode(&read)
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrongType) && wrongType.Field == "order_id":
		return read, errors.New(wantID)
	case errors.As(err, &wrongType) && wrongType.Field == "seconds":
		return read, errors.New(wantSeconds)
	case err != nil || decoder.More():
		return read, errors.New(wantBody)
	case !validID.MatchString(read.OrderID):
		return read, errors.New(wantID)
	case read.Seconds < 0 || read.Seconds > 3600:
		return read, errors.New(wantSeconds)
	}
	return read, nil
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
