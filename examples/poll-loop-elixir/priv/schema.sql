-- Safe to run twice. Orders.Release.migrate sees to it that two never run at the same time.
create table if not exists jobs (
  id bigint generated always as identity primary key,
  order_id text not null,
  seconds double precision not null,
  step integer not null default 0, -- the checkpoint: steps that are done
  attempts integer not null default 0, -- starts that did not end in a receipt or a hand-over
  run_at timestamptz not null default now(),
  leased_by text,
  leased_until timestamptz
);

create index if not exists jobs_due on jobs (run_at, id);

create table if not exists receipts (
  order_id text primary key,
  written_at timestamptz not null default now()
);
