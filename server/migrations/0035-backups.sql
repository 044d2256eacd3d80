-- How backups went: of the whole installation, beside tenancy. Nothing of what is in them stands here.

create table backup_runs (
  run_id uuid not null,
  started_at timestamptz not null,
  ended_at timestamptz not null,
  is_scheduled boolean not null,
  file_name text not null,
  result text not null check (result in ('done', 'failed')),
  size_bytes bigint,
  row_count bigint,
  -- What the command said, in one line.
  reason text,
  primary key (run_id)
);
create index backup_runs_time on backup_runs (result, ended_at);

-- The hour in Shanghai at which the running program makes a backup; no row where nobody has set one.
create table backup_schedule (
  only_row boolean not null check (only_row),
  hour int not null check (hour between 0 and 23),
  since timestamptz not null,
  primary key (only_row)
);

grant select, insert on backup_runs to zhibutong_platform;
grant select, insert, update, delete on backup_schedule to zhibutong_platform;
grant select on backup_runs, backup_schedule to zhibutong_app;
