//! What the producer, the worker and the migration have to agree on.

use std::{env, time::Duration};

use serde::{Deserialize, Serialize};
use sqlx::postgres::{PgPool, PgPoolOptions};

pub type Error = Box<dyn std::error::Error + Send + Sync>;

pub const QUEUE: &str = "orders";
/// Each start counts, those that a deploy cut off too. The default is 25.
pub const MAX_ATTEMPTS: usize = 20;

#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Order {
    pub order_id: String,
    pub seconds: f64,
}

/// States the size of the pool and how long a caller waits for a connection: 10 and 30 s by default.
/// It connects when it is first used, so that a process can start while the database is away.
pub fn connect(connections: u32, wait: Duration) -> Result<PgPool, Error> {
    let url = env::var("DATABASE_URL").map_err(|_| "no DATABASE_URL")?;
    Ok(PgPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(wait)
        .connect_lazy(&url)?)
}
