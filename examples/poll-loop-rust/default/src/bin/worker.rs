// What a first loop looks like: take a row with "for update skip locked", work, delete it.
use std::{env, time::Duration};

use orders::{Database, Error, Type};
use tokio::time::sleep;

#[tokio::main]
async fn main() -> Result<(), Error> {
    let slots: usize = env::var("WORKER_CONCURRENCY").map_or(Ok(4), |text| text.parse())?;
    let mut running = Vec::new();
    for _ in 0..slots {
        let mut database = Database::from_env()?;
        running.push(tokio::spawn(async move {
            loop {
                match next(&mut database).await {
                    Ok(true) => {}
                    Ok(false) => sleep(Duration::from_secs(1)).await,
                    Err(reason) => {
                        println!("{reason}");
                        sleep(Duration::from_secs(1)).await;
                    }
                }
            }
        }));
    }
    for slot in running {
        slot.await?;
    }
    Ok(())
}

async fn next(database: &mut Database) -> Result<bool, Error> {
    let rows = database
        .query(
            "update jobs set status = 'taken'
             where id = (
                select id from jobs where status = 'waiting'
                order by id limit 1 for update skip locked
             )
             returning id, order_id, seconds",
            &[],
        )
        .await?;
    let Some(row) = rows.first() else {
        return Ok(false);
    };
    let (id, order, seconds): (i64, String, f64) = (row.get(0), row.get(1), row.get(2));
    println!("order {order} started");
    sleep(Duration::from_secs_f64(seconds)).await;

    let written = database
        .query(
            "insert into receipts (order_id) values ($1) on conflict do nothing returning order_id",
            &[(&order, Type::TEXT)],
        )
        .await?;
    database
        .query("delete from jobs where id = $1", &[(&id, Type::INT8)])
        .await?;
    if written.is_empty() {
        println!("order {order} receipt was already there");
    } else {
        println!("order {order} receipt written");
    }
    Ok(true)
}
