// What a first worker looks like: the worker of the README of apalis-postgres, with the monitor and
// the signal of the documentation.

use std::{env, time::Duration};

use apalis::prelude::*;
use apalis_postgres::{Config, PostgresStorage};
use orders::{Order, QUEUE};
use sqlx::PgPool;

async fn process_order(order: Order, pool: Data<PgPool>) -> Result<(), BoxDynError> {
    println!("order {} started", order.order_id);
    tokio::time::sleep(Duration::from_secs_f64(order.seconds)).await;

    let written = sqlx::query(
        "insert into receipts (order_id, written_at) values ($1, now())
         on conflict (order_id) do nothing",
    )
    .bind(&order.order_id)
    .execute(&*pool)
    .await?;
    if written.rows_affected() == 1 {
        println!("order {} receipt written", order.order_id);
    } else {
        println!("order {} receipt was already there", order.order_id);
    }
    Ok(())
}

#[tokio::main]
async fn main() {
    let pool = PgPool::connect(&env::var("DATABASE_URL").unwrap())
        .await
        .unwrap();

    Monitor::new()
        .register(move |_| {
            let backend = PostgresStorage::new(&pool)
                .with_config(Config::default().queue(QUEUE))
                .with_pubsub();
            WorkerBuilder::new("orders-worker")
                .backend(backend)
                .data(pool.clone())
                .build(process_order)
        })
        .run_with_signal(tokio::signal::ctrl_c())
        .await
        .unwrap();
}
