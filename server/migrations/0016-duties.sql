-- What is asked of organisations, and what has become of it. Duties follow from requirements, the dated tree and facts;
-- excuses, approved corrections and closings are decided by people and stand apart, so that duties can be derived anew.

-- One row is one version of what an organisation asks of itself or of all below. It never changes but for its end.
create table requirements (
  county_id int not null,
  requirement_id uuid not null,
  org_id int not null,
  reach text not null check (reach in ('self', 'below')),
  -- The same thing through its versions: 主题党日 stays theme-day when its day changes.
  code text not null,
  name text not null,
  level text not null check (level in ('national', 'local')),
  source text not null,
  cadence text not null check (cadence in ('week', 'month', 'quarter', 'half-year', 'year')),
  -- Of a week 1 to 7, of a month 1 to 31 (the last day of a shorter one); none: the last day of the period.
  fixed_day int,
  -- An organisation may have a day of its own, which counts for those below it as well.
  own_day boolean not null,
  -- Days after the due day on which it may still be made up as usual.
  grace int not null check (grace between 0 and 366),
  times int not null check (times between 1 and 31),
  -- Who owes it.
  org_kinds text[] not null,
  category text,
  min_members int,
  max_members int,
  committee text check (committee in ('with', 'without')),
  party_groups text check (party_groups in ('with', 'without')),
  -- What meets it: a standing fact of this kind whose attributes contain one of the patterns, held by whom.
  fact_kind text not null,
  patterns jsonb not null,
  held_by text not null check (held_by in ('self', 'self-or-above', 'self-or-below')),
  -- It counts for the periods that begin on these days.
  valid_from date not null,
  valid_to date,
  declared_by uuid not null,
  declared_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, requirement_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index requirements_org on requirements (county_id, org_id);

-- An organisation's own date. No day: back to that of the requirement.
create table requirement_days (
  county_id int not null,
  requirement_id uuid not null,
  org_id int not null,
  valid_from date not null,
  fixed_day int,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (county_id, requirement_id, org_id, valid_from),
  foreign key (county_id, requirement_id) references requirements (county_id, requirement_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index requirement_days_org on requirement_days (county_id, org_id);

-- What decides who owes, as the register said it from that day on; the first line also speaks for the time before it.
create table duty_traits (
  county_id int not null,
  org_id int not null,
  valid_from date not null,
  -- Full members.
  members int not null,
  has_committee boolean not null,
  primary key (county_id, org_id, valid_from),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);

create table duties (
  county_id int not null,
  org_id int not null,
  requirement_id uuid not null,
  period_start date not null,
  period_end date not null,
  due_on date not null,
  -- The last day on which it can still be made up as usual; after it the duty is missed.
  open_to date not null,
  -- How many of the times that are asked for have been held.
  held int not null,
  -- The fact that completed it, the record it came from, the day it tells of, the day it was first recorded. Facts are
  -- never deleted and this is derived from them: no foreign key (docs/decisions/0010-derived-rows.md).
  met_by uuid,
  met_source uuid,
  met_on date,
  recorded_on date,
  -- An organisation's year is a range of it.
  primary key (county_id, org_id, period_start, requirement_id)
);

-- What a branch asks of the level above: to be excused, or that a closed period be corrected.
create table duty_pleas (
  county_id int not null,
  plea_id uuid not null,
  kind text not null check (kind in ('excuse', 'correction')),
  org_id int not null,
  requirement_id uuid not null,
  period_start date not null,
  reason text not null,
  state text not null check (state in ('asked', 'approved', 'declined', 'withdrawn')),
  procedure_id uuid not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  primary key (county_id, plea_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, requirement_id) references requirements (county_id, requirement_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
-- One question at a time.
create unique index duty_pleas_open on duty_pleas (county_id, org_id, requirement_id, period_start)
  where state = 'asked';
create index duty_pleas_cell on duty_pleas (county_id, org_id, requirement_id, period_start);
create index duty_pleas_requirement on duty_pleas (county_id, requirement_id);
create index duty_pleas_procedure on duty_pleas (county_id, procedure_id);

-- An organisation closes the periods up to a day, its own and those of all below: what comes later counts by approval.
create table duty_closings (
  county_id int not null,
  org_id int not null,
  closed_to date not null,
  closed_by uuid not null,
  closed_at timestamptz not null,
  primary key (county_id, org_id, closed_to),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);

-- Up to which day the clock has begun periods.
create table duty_horizons (
  county_id int not null,
  begun_to date not null,
  primary key (county_id),
  foreign key (county_id) references county (county_id)
);

-- An organisation's own facts among the many of its members.
create index facts_own on facts (county_id, org_id, day) where member_id is null;

select distribute('requirements');
select distribute('requirement_days');
select distribute('duty_traits');
select distribute('duties');
select distribute('duty_pleas');
select distribute('duty_closings');
select distribute('duty_horizons');

-- What is asked is no secret inside the county.
alter table requirements enable row level security;
alter table requirements force row level security;
create policy tenant on requirements to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on requirements to zhibutong_app;
grant update (valid_to, ended_by, ended_at, end_reason) on requirements to zhibutong_app;

alter table requirement_days enable row level security;
alter table requirement_days force row level security;
create policy tenant on requirement_days to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on requirement_days to zhibutong_app;

alter table duty_traits enable row level security;
alter table duty_traits force row level security;
create policy tenant on duty_traits to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on duty_traits to zhibutong_app;

alter table duties enable row level security;
alter table duties force row level security;
create policy tenant on duties to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update, delete on duties to zhibutong_app;

alter table duty_pleas enable row level security;
alter table duty_pleas force row level security;
create policy tenant on duty_pleas to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on duty_pleas to zhibutong_app;
grant update (state, decided_by, decided_at, note) on duty_pleas to zhibutong_app;

-- A branch must see what was closed above it.
alter table duty_closings enable row level security;
alter table duty_closings force row level security;
create policy tenant on duty_closings to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on duty_closings to zhibutong_app;

alter table duty_horizons enable row level security;
alter table duty_horizons force row level security;
create policy tenant on duty_horizons to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on duty_horizons to zhibutong_app;
