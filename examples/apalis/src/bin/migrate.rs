use std::time::Duration;

use apalis_postgres::PostgresStorage;
use orders::Error;

// region: migrate
#[tokio::main]
async fn main() -> Result<(), Error> {
    let pool = orders::connect(2, Duration::from_secs(60))?;
    // Takes a lock, so that two deploys do not migrate at once.
    PostgresStorage::setup(&pool).await?;

    sqlx::query(
        "create table if not exists receipts (
            order_id text primary key,
            written_at timestamptz not null
        )",
    )
    .execute(&pool)
    .await?;

    // apalis deletes nothing: neither finished jobs nor the row that each start of a worker adds.
    sqlx::query(
        "delete from apalis.jobs
         where status in ('Done', 'Killed') and done_at < now() - interval '7 days'",
    )
    .execute(&pool)
    .await?;
    sqlx::query(
        "delete from apalis.workers w
         where last_seen < now() - interval '7 days'
           and not exists (select from apalis.jobs j where j.lock_by = w.id)",
    )
    .execute(&pool)
    .await?;
    Ok(())
}
// endregion: migrate
