//! What the producer, the worker and the migration have to agree on.

use std::{env, time::Duration};

pub use tokio_postgres::types::{ToSql, Type};
use tokio_postgres::{Client, Config, NoTls, Row};

pub type Error = Box<dyn std::error::Error + Send + Sync>;

/// May be applied again and again.
pub const SCHEMA: &str = include_str!("../schema.sql");

/// One connection, opened when it is first used and again after it was lost.
pub struct Database {
    config: Config,
    client: Option<Client>,
}

impl Database {
    pub fn from_env() -> Result<Self, Error> {
        let url = env::var("DATABASE_URL").map_err(|_| "no DATABASE_URL")?;
        Ok(Self {
            config: url.parse()?,
            client: None,
        })
    }

    /// Prepares nothing, so that it works through a transaction pooler, too.
    pub async fn query(
        &mut self,
        statement: &str,
        values: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<Row>, Error> {
        // Dropped where the query does not come to its end: its answer would be the next one's.
        let client = match self.client.take() {
            Some(client) if !client.is_closed() => client,
            _ => self.connect().await?,
        };
        let answer = tokio::time::timeout(
            Duration::from_secs(5),
            client.query_typed(statement, values),
        )
        .await?;
        self.client = Some(client);
        // Alone, an error of the database reads "db error".
        answer.map_err(|reason| match reason.as_db_error() {
            Some(told) => told.message().into(),
            None => reason.into(),
        })
    }

    /// Several statements without values.
    pub async fn execute(&mut self, statements: &str) -> Result<(), Error> {
        Ok(self.connect().await?.batch_execute(statements).await?)
    }

    async fn connect(&self) -> Result<Client, Error> {
        // The private network of Render needs no TLS.
        let connecting = self.config.connect(NoTls);
        let (client, connection) =
            tokio::time::timeout(Duration::from_secs(3), connecting).await??;
        tokio::spawn(connection);
        Ok(client)
    }
}
