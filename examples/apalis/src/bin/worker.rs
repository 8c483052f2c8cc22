use std::{
    env, io,
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use apalis::prelude::*;
use apalis_postgres::{Config, PostgresStorage, queries};
use orders::{Error, MAX_ATTEMPTS, Order, QUEUE};
use sqlx::PgPool;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::sleep,
};

// region: main
/// Below Render's delay of 60 s: what is left after it goes back to the table.
const GRACE: Duration = Duration::from_secs(50);

#[tokio::main]
async fn main() -> Result<(), Error> {
    // First of all: a SIGTERM that comes before anyone listens ends the process like SIGKILL.
    let mut terminate = signal(SignalKind::terminate())?;

    // At most 4 for a batch of 1: while a worker stops, its results have room for four batches, and
    // with more jobs in flight it never ends.
    let concurrency: usize = env::var("WORKER_CONCURRENCY").map_or(Ok(4), |text| text.parse())?;
    // One for each job, two for apalis. A database that is away for longer ends the process.
    let pool = orders::connect(concurrency as u32 + 2, Duration::from_secs(60))?;

    let (end_of_grace, grace) = watch::channel(false);
    let config = Config::default()
        .queue(QUEUE)
        // With more, jobs wait here instead of in the table, and no heartbeat is sent meanwhile.
        .batch_size(1)
        // Its marks would take the room of results. A job at work is Queued, not Running.
        .lock_tasks(false)
        // None is sent after SIGTERM: 8 x 10 s has to be longer than 10 s and Render's delay of 60.
        .heartbeat_interval(Duration::from_secs(10))
        .missed_heartbeats(8);
    let backend = PostgresStorage::<Order>::new(&pool)
        .with_config(config)
        // Without a strategy, an idle worker looks once in a heartbeat at best.
        .poll_with_interval(Duration::from_millis(500));

    let worker = WorkerBuilder::new(unique_name()?)
        .backend(backend)
        .concurrency(concurrency)
        .data(pool)
        .data(grace)
        .build(process_order);

    // Monitor::run_with_signal would go on waiting for its signal after a worker has failed.
    // This returns the error, the process exits with 1, and Render starts it again.
    worker
        .run_until(async move {
            terminate.recv().await;
            tokio::spawn(async move {
                sleep(GRACE).await;
                end_of_grace.send_replace(true);
            });
            Ok::<(), io::Error>(())
        })
        .await?;
    println!("stopped");
    Ok(())
}

/// A name that is used again keeps the jobs of a killed worker from coming back.
fn unique_name() -> Result<String, Error> {
    let instance = env::var("RENDER_INSTANCE_ID").unwrap_or_else(|_| "local".into());
    let started = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    Ok(format!("{instance}-{started}"))
}
// endregion: main

// region: worker
async fn process_order(
    order: Order,
    task_id: TaskId,
    attempt: Attempt,
    worker: WorkerContext,
    pool: Data<PgPool>,
    grace: Data<watch::Receiver<bool>>,
) -> Result<(), Error> {
    let id = &order.order_id;
    // apalis hands out a job that kills its worker again and again, whatever its limit.
    if attempt.current() > MAX_ATTEMPTS {
        return Err(AbortError::new("too many starts").into());
    }
    println!("order {id} started");

    let mut grace = grace.0;
    tokio::select! {
        _ = work(&order) => {}
        _ = grace.wait_for(|is_over| *is_over) => {
            println!("order {id} stopped: the grace is over");
            // Back to Pending, for the next worker to take at once.
            return Err(DeferredError::new("shutdown").into());
        }
    }

    // Receipt and end of the job are one commit: no kill can come between them.
    let mut tx = pool.begin().await?;
    let written = sqlx::query(
        "insert into receipts (order_id, written_at) values ($1, now())
         on conflict (order_id) do nothing",
    )
    .bind(id)
    .execute(&mut *tx)
    .await?;
    let done = queries::ResultPayload {
        task_id,
        attempt: attempt.current(),
        status: Status::Done,
        result: Ok(serde_json::Value::Null),
    };
    if queries::handle_results(&mut *tx, &[&done], worker.name()).await? == 0 {
        return Err(DeferredError::new("another worker was given this order").into());
    }
    tx.commit().await?;
    if written.rows_affected() == 1 {
        println!("order {id} receipt written");
    } else {
        println!("order {id} receipt was already there");
    }
    Ok(())
}

/// Stands for the real thing. What computes for long belongs into `tokio::task::spawn_blocking`:
/// all jobs of a worker share one thread with its heartbeat.
async fn work(order: &Order) {
    sleep(Duration::from_secs_f64(order.seconds)).await;
}
// endregion: worker
