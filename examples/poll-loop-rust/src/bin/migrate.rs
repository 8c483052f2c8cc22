use orders::{Database, Error, SCHEMA};

#[tokio::main]
async fn main() -> Result<(), Error> {
    // "if not exists" alone fails when two deploys create the same table at once.
    let lock = "select pg_advisory_xact_lock(hashtext('orders schema'))";
    Database::from_env()?
        .execute(&format!("begin; {lock}; {SCHEMA}; commit"))
        .await
}
