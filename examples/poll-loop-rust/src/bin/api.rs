use std::{env, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    http::StatusCode,
    routing::{get, post},
};
use orders::{Database, Error, Type};
use serde_json::{Value, json};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
    sync::Mutex,
    time::timeout,
};

type Answer = (StatusCode, Json<Value>);
/// All requests share one connection: each needs it for a moment only.
type Shared = Arc<Mutex<Database>>;

/// What a request waits for the database, so that a caller gets its 503 soon.
const DATABASE_TIMEOUT: Duration = Duration::from_secs(3);

#[tokio::main]
async fn main() -> Result<(), Error> {
    let mut terminate = signal(SignalKind::terminate())?;
    let host = env::var("HOST").unwrap_or_else(|_| "0.0.0.0".into());
    let port: u16 = env::var("PORT").map_or(Ok(10_000), |text| text.parse())?;
    let app = Router::new()
        .route("/orders", post(create_order))
        .route("/receipts/{order_id}", get(get_receipt))
        .route("/receipts", get(count_receipts))
        .route("/healthz", get(|| async { Json(json!({ "ok": true })) }))
        .layer(DefaultBodyLimit::max(4096))
        .with_state(Arc::new(Mutex::new(Database::from_env()?)));
    let listener = TcpListener::bind((host.as_str(), port)).await?;
    println!("listening on {host}:{port}");
    axum::serve(listener, app)
        .with_graceful_shutdown(async move {
            terminate.recv().await;
        })
        .await?;
    println!("stopped");
    Ok(())
}

// region: enqueue
async fn create_order(State(database): State<Shared>, body: Bytes) -> Answer {
    let order = match read_order(&body) {
        Ok(order) => order,
        Err(message) => return error(StatusCode::BAD_REQUEST, message),
    };
    match within(enqueue(&database, &order)).await {
        Ok(()) => (
            StatusCode::ACCEPTED,
            Json(json!({ "order_id": order.order_id })),
        ),
        Err(reason) => {
            println!("order {} not enqueued: {reason}", order.order_id);
            away("the database did not take the order, try again later")
        }
    }
}

async fn enqueue(database: &Shared, order: &Order) -> Result<(), Error> {
    let mut database = database.lock().await;
    database
        .query(
            "insert into jobs (order_id, seconds) values ($1, $2)",
            &[
                (&order.order_id, Type::TEXT),
                (&order.seconds, Type::FLOAT8),
            ],
        )
        .await?;
    Ok(())
}
// endregion: enqueue

async fn get_receipt(State(database): State<Shared>, Path(order_id): Path<String>) -> Answer {
    let receipt = within(async {
        let mut database = database.lock().await;
        database
            .query(
                r#"select to_char(written_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
                   from receipts where order_id = $1"#,
                &[(&order_id, Type::TEXT)],
            )
            .await
    });
    match receipt
        .await
        .map(|rows| rows.first().map(|row| row.get::<_, String>(0)))
    {
        Ok(Some(written_at)) => (
            StatusCode::OK,
            Json(json!({ "order_id": order_id, "written_at": written_at })),
        ),
        Ok(None) => error(
            StatusCode::NOT_FOUND,
            &format!("no receipt for order {order_id:?}"),
        ),
        Err(reason) => {
            println!("receipt of order {order_id} not read: {reason}");
            away("the database did not answer, try again later")
        }
    }
}

async fn count_receipts(State(database): State<Shared>) -> Answer {
    let count = within(async {
        let mut database = database.lock().await;
        database.query("select count(*) from receipts", &[]).await
    });
    match count
        .await
        .map(|rows| rows.first().map(|row| row.get::<_, i64>(0)))
    {
        Ok(count) => (StatusCode::OK, Json(json!({ "count": count }))),
        Err(reason) => {
            println!("receipts not counted: {reason}");
            away("the database did not answer, try again later")
        }
    }
}

async fn within<T>(query: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    timeout(DATABASE_TIMEOUT, query).await?
}

struct Order {
    order_id: String,
    seconds: f64,
}

const WANT_BODY: &str = "body: expected one JSON object of at most 4096 bytes";
const WANT_ID: &str = "order_id: expected a string of 1 to 64 letters, digits, _ or -";
const WANT_SECONDS: &str = "seconds: expected a number from 0 to 3600";

fn read_order(body: &[u8]) -> Result<Order, &'static str> {
    let body: Value = serde_json::from_slice(body).map_err(|_| WANT_BODY)?;
    let body = body.as_object().ok_or(WANT_BODY)?;
    let order_id = body
        .get("order_id")
        .and_then(Value::as_str)
        .ok_or(WANT_ID)?;
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if !(1..=64).contains(&order_id.len()) || !order_id.bytes().all(is_plain) {
        return Err(WANT_ID);
    }
    let seconds = match body.get("seconds") {
        None => 1.0,
        Some(seconds) => seconds.as_f64().ok_or(WANT_SECONDS)?,
    };
    if !(0.0..=3600.0).contains(&seconds) {
        return Err(WANT_SECONDS);
    }
    Ok(Order {
        order_id: order_id.into(),
        seconds,
    })
}

fn error(status: StatusCode, message: &str) -> Answer {
    (status, Json(json!({ "error": message })))
}

fn away(message: &str) -> Answer {
    error(StatusCode::SERVICE_UNAVAILABLE, message)
}
