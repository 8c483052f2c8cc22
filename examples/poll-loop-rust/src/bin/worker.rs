use std::{
    env,
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use orders::{Database, Error, ToSql, Type};
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
    time::sleep,
};
use tokio_postgres::Row;

const STEP_SECONDS: f64 = 1.0;
const LEASE: Duration = Duration::from_secs(30);
const MAX_ATTEMPTS: i32 = 20;

// region: main
#[tokio::main]
async fn main() -> Result<(), Error> {
    // First of all: a SIGTERM that comes before anyone listens ends the process like SIGKILL.
    let mut terminate = signal(SignalKind::terminate())?;

    let slots: usize = env::var("WORKER_CONCURRENCY").map_or(Ok(4), |text| text.parse())?;
    let (stop, stopping) = watch::channel(false);
    let mut running = Vec::new();
    for _ in 0..slots {
        let slot = Slot {
            database: Database::from_env()?,
            stopping: stopping.clone(),
        };
        running.push(tokio::spawn(slot.run()));
    }

    terminate.recv().await;
    stop.send_replace(true);
    for slot in running {
        slot.await?;
    }
    println!("stopped");
    Ok(())
}
// endregion: main

struct Slot {
    database: Database,
    /// True after SIGTERM. No query and no step is cut off by it: they end, and then nothing new begins.
    stopping: watch::Receiver<bool>,
}

struct Job {
    id: i64,
    order: String,
    seconds: f64,
    step: i32,
    attempts: i32,
    lease: String,
    lease_until: Instant,
}

/// How a job ended that did not fail.
enum End {
    Finished { is_new: bool },
    HandedOver,
    LeaseLost,
}

impl Slot {
    // region: loop
    async fn run(mut self) {
        let mut wait = Duration::from_secs(1);
        while !*self.stopping.borrow() {
            match self.claim().await {
                Ok(Some(job)) => {
                    wait = Duration::from_secs(1);
                    self.work(job).await;
                }
                Ok(None) => {
                    wait = Duration::from_secs(1);
                    self.pause(wait).await;
                }
                Err(_) => {
                    self.pause(wait).await;
                    wait = (wait * 2).min(Duration::from_secs(10));
                }
            }
        }
    }

    async fn pause(&mut self, length: Duration) {
        tokio::select! {
            _ = sleep(length) => {}
            _ = self.stopping.wait_for(|is_stopping| *is_stopping) => {}
        }
    }
    // endregion: loop

    // region: claim
    async fn claim(&mut self) -> Result<Option<Job>, Error> {
        let lease_until = Instant::now() + LEASE;
        // The id of the lease is new in each claim: whoever lost it cannot write with it.
        let rows = self
            .query(
                "update jobs set leased_by = gen_random_uuid()::text,
                    leased_until = now() + interval '30 seconds', attempts = attempts + 1
                 where id = (
                    select id from jobs
                    where run_at <= now() and (leased_until is null or leased_until < now())
                    order by run_at, id limit 1
                    for update skip locked
                 )
                 returning id, order_id, seconds, step, attempts, leased_by",
                &[],
            )
            .await?;
        Ok(rows.first().map(|row| Job {
            id: row.get(0),
            order: row.get(1),
            seconds: row.get(2),
            step: row.get(3),
            attempts: row.get(4),
            lease: row.get(5),
            lease_until,
        }))
    }
    // endregion: claim

    // region: work
    async fn work(&mut self, mut job: Job) {
        let id = job.order.clone();
        println!("order {id} started");
        match self.steps(&mut job).await {
            Ok(End::Finished { is_new: true }) => println!("order {id} receipt written"),
            Ok(End::Finished { is_new: false }) => println!("order {id} receipt was already there"),
            Ok(End::HandedOver) => println!("order {id} handed over after step {}", job.step),
            Ok(End::LeaseLost) => println!("order {id} lease lost after step {}", job.step),
            Err(reason) => {
                println!("order {id} failed: {reason}");
                self.fail(&job).await;
            }
        }
    }

    async fn steps(&mut self, job: &mut Job) -> Result<End, Error> {
        // Only a job that killed its worker comes here with more.
        if job.attempts > MAX_ATTEMPTS {
            return Err("too many starts".into());
        }
        let total = (job.seconds / STEP_SECONDS).ceil() as i32;
        while job.step < total {
            if *self.stopping.borrow() && job.step > 0 {
                return Ok(self.hand_over(job).await);
            }
            step(job).await?;
            job.step += 1;
            if !self.checkpoint(job).await {
                return Ok(End::LeaseLost);
            }
            println!("order {} step {}", job.order, job.step);
        }
        Ok(self.finish(job).await)
    }
    // endregion: work

    // region: writes
    async fn checkpoint(&mut self, job: &mut Job) -> bool {
        let lease_until = Instant::now() + LEASE;
        let step = job.step;
        let rows = self
            .write(
                job,
                "update jobs set step = $3, leased_until = now() + interval '30 seconds'
                 where id = $1 and leased_by = $2 returning id",
                &[(&step, Type::INT4)],
            )
            .await;
        job.lease_until = lease_until;
        rows.is_some()
    }

    async fn hand_over(&mut self, job: &Job) -> End {
        let rows = self
            .write(
                job,
                "update jobs set leased_by = null, leased_until = null, attempts = attempts - 1
                 where id = $1 and leased_by = $2 returning id",
                &[],
            )
            .await;
        rows.map_or(End::LeaseLost, |_| End::HandedOver)
    }

    async fn finish(&mut self, job: &Job) -> End {
        // Receipt and end of the job are one statement: no kill can come between them.
        let row = self
            .write(
                job,
                "with done as (
                    delete from jobs where id = $1 and leased_by = $2 returning order_id
                 ), written as (
                    insert into receipts (order_id) select order_id from done
                    on conflict do nothing returning order_id
                 )
                 select exists (select from written) from done",
                &[],
            )
            .await;
        row.map_or(End::LeaseLost, |row| End::Finished { is_new: row.get(0) })
    }

    async fn fail(&mut self, job: &Job) {
        let run_at = if job.attempts < MAX_ATTEMPTS {
            "now() + make_interval(secs => least(power(2, attempts), 600))"
        } else {
            println!(
                "order {} set aside after {} starts",
                job.order, job.attempts
            );
            "'infinity'"
        };
        let statement = format!(
            "update jobs set leased_by = null, leased_until = null, run_at = {run_at}
             where id = $1 and leased_by = $2 returning id"
        );
        self.write(job, &statement, &[]).await;
    }

    /// Changes the job's row and gives what is returned, or nothing where the lease does not stand.
    /// While the database is away, it tries again until the lease ends: nobody else has the job.
    async fn write(
        &mut self,
        job: &Job,
        statement: &str,
        more: &[(&(dyn ToSql + Sync), Type)],
    ) -> Option<Row> {
        let mut values: Vec<(&(dyn ToSql + Sync), Type)> =
            vec![(&job.id, Type::INT8), (&job.lease, Type::TEXT)];
        values.extend_from_slice(more);
        loop {
            if let Ok(rows) = self.query(statement, &values).await {
                return rows.into_iter().next();
            }
            if Instant::now() + Duration::from_secs(1) > job.lease_until {
                return None;
            }
            sleep(Duration::from_secs(1)).await;
        }
    }

    /// Says once that the database is away.
    async fn query(
        &mut self,
        statement: &str,
        values: &[(&(dyn ToSql + Sync), Type)],
    ) -> Result<Vec<Row>, Error> {
        static IS_AWAY: AtomicBool = AtomicBool::new(false);
        let answer = self.database.query(statement, values).await;
        match &answer {
            Ok(_) if IS_AWAY.swap(false, Ordering::Relaxed) => println!("the database is back"),
            Err(reason) if !IS_AWAY.swap(true, Ordering::Relaxed) => {
                println!("the database is away: {reason}");
            }
            _ => {}
        }
        answer
    }
    // endregion: writes
}

/// Stands for the real thing: a piece of work that may be done twice, and is short beside the lease.
async fn step(job: &Job) -> Result<(), Error> {
    let left = job.seconds - f64::from(job.step) * STEP_SECONDS;
    sleep(Duration::from_secs_f64(left.clamp(0.0, STEP_SECONDS))).await;
    Ok(())
}
