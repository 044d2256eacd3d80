-- The county and what every feature stands on: settings, audit, replay, files, the working-day calendar.

create table county (
  county_id int not null,
  name text not null,
  division_code text,
  created_at timestamptz not null,
  primary key (county_id)
);

-- One data key a row, wrapped by the installation's master key; the newest encrypts, all decrypt.
create table county_keys (
  county_id int not null,
  key_id int not null,
  wrapped bytea not null,
  created_at timestamptz not null,
  primary key (county_id, key_id),
  foreign key (county_id) references county (county_id)
);

create table county_settings (
  county_id int not null,
  name text not null,
  value jsonb not null,
  primary key (county_id, name),
  foreign key (county_id) references county (county_id)
);

-- Small numbers that are stable inside a county: organisations, rules, serial numbers of documents.
create table county_counters (
  county_id int not null,
  name text not null,
  last_value int not null,
  primary key (county_id, name),
  foreign key (county_id) references county (county_id)
);

-- Days that the administrator's calendar changes against the built-in one.
create table calendar_days (
  county_id int not null,
  day date not null,
  is_working boolean not null,
  note text,
  primary key (county_id, day),
  foreign key (county_id) references county (county_id)
);

-- Ids only, never a name or a number of a person: erasing a person leaves the log true.
create table audit_log (
  county_id int not null,
  audit_id uuid not null,
  at timestamptz not null,
  account_id uuid,
  action text not null,
  target_kind text not null,
  target_id text,
  org_id int,
  member_id uuid,
  address text,
  result text not null check (result in ('done', 'refused')),
  detail jsonb not null,
  primary key (county_id, audit_id),
  foreign key (county_id) references county (county_id)
);
create index audit_log_time on audit_log (county_id, at);
create index audit_log_member on audit_log (county_id, member_id, at);

-- A request that is sent again gets its first answer; the same id with another input is refused.
create table requests (
  county_id int not null,
  request_id uuid not null,
  account_id uuid,
  input_hash bytea not null,
  status int not null,
  -- Sealed: it may name people, or hold a one-time address.
  answer_sealed bytea not null,
  at timestamptz not null,
  primary key (county_id, request_id),
  foreign key (county_id) references county (county_id)
);
create index requests_time on requests (county_id, at);

-- In the database, so that every server process and a backup have them.
create table files (
  county_id int not null,
  file_id uuid not null,
  org_id int not null,
  name text not null,
  -- By what is in it, whatever its name says.
  media_type text not null,
  size_bytes int not null,
  sha256 bytea not null,
  created_by uuid not null,
  created_at timestamptz not null,
  -- The last day on which it is kept.
  expires_on date,
  primary key (county_id, file_id),
  foreign key (county_id) references county (county_id)
);
create index files_expiry on files (county_id, expires_on);

create table file_chunks (
  county_id int not null,
  file_id uuid not null,
  chunk_no int not null,
  org_id int not null,
  -- Sealed, at most 1 MB: an uploaded register holds ID numbers.
  content bytea not null,
  primary key (county_id, file_id, chunk_no),
  foreign key (county_id, file_id) references files (county_id, file_id) on delete cascade
);

select distribute('county');
select distribute('county_keys');
select distribute('county_settings');
select distribute('county_counters');
select distribute('calendar_days');
select distribute('audit_log');
select distribute('requests');
select distribute('files');
select distribute('file_chunks');

alter table county enable row level security;
alter table county force row level security;
create policy tenant on county to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on county to zhibutong_platform using (true);
grant select, insert, update on county to zhibutong_app;
grant select on county to zhibutong_platform;

alter table county_keys enable row level security;
alter table county_keys force row level security;
create policy tenant on county_keys to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on county_keys to zhibutong_app;

alter table county_settings enable row level security;
alter table county_settings force row level security;
create policy tenant on county_settings to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on county_settings to zhibutong_app;

alter table county_counters enable row level security;
alter table county_counters force row level security;
create policy tenant on county_counters to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on county_counters to zhibutong_app;

alter table calendar_days enable row level security;
alter table calendar_days force row level security;
create policy tenant on calendar_days to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on calendar_days to zhibutong_app;

alter table audit_log enable row level security;
alter table audit_log force row level security;
create policy tenant on audit_log to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on audit_log to zhibutong_platform using (true);
grant select, insert on audit_log to zhibutong_app;
grant select, insert on audit_log to zhibutong_platform;

alter table requests enable row level security;
alter table requests force row level security;
create policy tenant on requests to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on requests to zhibutong_app;

alter table files enable row level security;
alter table files force row level security;
create policy tenant on files to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, delete on files to zhibutong_app;

alter table file_chunks enable row level security;
alter table file_chunks force row level security;
create policy tenant on file_chunks to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, delete on file_chunks to zhibutong_app;
