-- Two deploys at the same time wait for each other here.
select pg_advisory_xact_lock(20261129);

create table if not exists jobs (
  id bigint generated always as identity primary key,
  order_id text not null,
  seconds double precision not null,
  -- The checkpoint: how many steps are done.
  step integer not null default 0,
  -- Starts that no hand-over gave back.
  attempts integer not null default 0,
  run_at timestamptz not null default now(),
  leased_by text,
  leased_until timestamptz
);

create index if not exists jobs_due on jobs (run_at, id);

create table if not exists receipts (
  order_id text primary key,
  written_at timestamptz not null default now()
);
