create table if not exists jobs (
  id bigint generated always as identity primary key,
  order_id text not null,
  seconds double precision not null,
  -- Steps that are done: where the next worker goes on.
  step integer not null default 0,
  -- Starts that ended in no hand-over. They count against a job that kills its worker.
  attempts integer not null default 0,
  run_at timestamptz not null default now(),
  -- One claim of one worker, which may write as long as this stands.
  leased_by text,
  leased_until timestamptz
);

create index if not exists jobs_due on jobs (run_at, id);

create table if not exists receipts (
  order_id text primary key,
  written_at timestamptz not null default now()
);
