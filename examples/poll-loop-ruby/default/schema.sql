create table if not exists jobs (
  id bigint generated always as identity primary key,
  order_id text not null,
  seconds double precision not null,
  status text not null default 'waiting'
);

create table if not exists receipts (
  order_id text primary key,
  written_at timestamptz not null default now()
);
