-- What people did together: planned, held, recorded by the one who was there.

create table activities (
  county_id int not null,
  activity_id uuid not null,
  org_id int not null,
  kind text not null,
  -- The tier of the holder as it was when planned: what a village committee calls weighs otherwise than a branch.
  host text not null check (host in ('committee', 'general-branch', 'branch', 'group', 'grid', 'other')),
  title text not null,
  -- reopened: to be corrected; what was recorded stands until it is closed again.
  state text not null check (state in ('planned', 'closed', 'reopened', 'cancelled')),
  day date not null,
  starts_at time,
  ends_at time,
  place text,
  -- Parts in their order, each { kind, title, minutes, ledBy }: study first, then service.
  segments jsonb not null,
  -- What was achieved, each { unit, amount } in hundredths: 31 mu, 200 t, 1,600 km.
  outputs jsonb not null,
  minutes text,
  -- Whose names are on the roll, and their branches: a policy may look at its own row only, and whoever was called
  -- may see what it was. Written together with the rows of attendance.
  roll uuid[] not null,
  branches int[] not null,
  -- Of the last closing.
  present int,
  cancel_reason text,
  cancelled_by uuid,
  cancelled_at timestamptz,
  planned_by uuid not null,
  planned_at timestamptz not null,
  first_closed_at timestamptz,
  closed_by uuid,
  closed_at timestamptz,
  -- How often it was closed; above one it was corrected.
  closings int not null,
  serial_year int,
  serial_no int,
  version int not null,
  primary key (county_id, activity_id),
  -- Document number of the year: 第 41 号.
  unique (county_id, org_id, serial_year, serial_no),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index activities_org_day on activities (county_id, org_id, day);
create index activities_state on activities (county_id, org_id, state, day);

-- One row a member who is expected; absence has a reason, presence needs none.
create table attendance (
  county_id int not null,
  activity_id uuid not null,
  member_id uuid not null,
  -- Who holds the activity, and the member's branch when put on the roll.
  org_id int not null,
  branch_id int not null,
  state text not null check (state in ('expected', 'present', 'late', 'leave', 'absent')),
  reason text check (reason in (
    'ill', 'infirm', 'away-working', 'official', 'family', 'no-reason', 'other'
  )),
  note text,
  primary key (county_id, activity_id, member_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id)
);
create index attendance_member on attendance (county_id, member_id);
create index attendance_branch on attendance (county_id, branch_id);

-- Each time a closed activity was opened again, why, and whose closing was undone.
create table activity_reopenings (
  county_id int not null,
  activity_id uuid not null,
  reopened_at timestamptz not null,
  org_id int not null,
  reopened_by uuid not null,
  reason text not null,
  was_closed_by uuid not null,
  was_closed_at timestamptz not null,
  primary key (county_id, activity_id, reopened_at),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);

-- Honours of members, by the number of the certificate; the paper itself need not be filed.
create table honours (
  county_id int not null,
  honour_id uuid not null,
  member_id uuid not null,
  org_id int not null,
  title text not null,
  level text not null check (level in ('national', 'province', 'city', 'district', 'town', 'village')),
  issuer text not null,
  certificate_no text not null,
  awarded_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (county_id, honour_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index honours_member on honours (county_id, member_id);
-- One certificate counts once.
create unique index honours_certificate on honours (county_id, member_id, issuer, certificate_no)
  where withdrawn_at is null;
create index honours_org on honours (county_id, org_id, awarded_on);

-- Claims: something done that no meeting tells of (a matter, so and so much of it), or points by hand. Proposed by one
-- person with a reason, decided by others, only then a fact: what was declined never was one.
create table hand_entries (
  county_id int not null,
  hand_entry_id uuid not null,
  member_id uuid not null,
  -- The member's branch and group when it was proposed: a group's leader proposes for the group's own.
  org_id int not null,
  group_id int,
  day date not null,
  -- Either a matter and its quantity, in hundredths of its unit, or points.
  matter text,
  quantity int,
  points int,
  reason text not null,
  -- How many people's yes it needs, by the rules in force when it was proposed.
  steps int not null check (steps in (1, 2)),
  procedure_id uuid not null,
  state text not null check (state in ('proposed', 'seconded', 'approved', 'declined')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  primary key (county_id, hand_entry_id),
  check ((matter is null) = (points is not null) and (matter is null) = (quantity is null)),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
create index hand_entries_procedure on hand_entries (county_id, procedure_id);
-- One matter of one day counts once, whoever proposes it; how often it was done is its quantity.
create unique index hand_entries_matter_once on hand_entries (county_id, member_id, matter, day)
  where matter is not null and state <> 'declined';
create index hand_entries_member on hand_entries (county_id, member_id);
create index hand_entries_org on hand_entries (county_id, org_id, state);

select distribute('activities');
select distribute('attendance');
select distribute('activity_reopenings');
select distribute('honours');
select distribute('hand_entries');

alter table activities enable row level security;
alter table activities force row level security;
create policy tenant on activities to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy called on activities for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      branches && nullif(current_setting('app.org_list', true), '')::int[]
      or nullif(current_setting('app.member', true), '')::uuid = any (roll)
    )
  );
grant select, insert, update on activities to zhibutong_app;

alter table attendance enable row level security;
alter table attendance force row level security;
create policy tenant on attendance to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy called on attendance for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update, delete on attendance to zhibutong_app;

alter table activity_reopenings enable row level security;
alter table activity_reopenings force row level security;
create policy tenant on activity_reopenings to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on activity_reopenings to zhibutong_app;

alter table honours enable row level security;
alter table honours force row level security;
create policy tenant on honours to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on honours to zhibutong_app;

alter table hand_entries enable row level security;
alter table hand_entries force row level security;
create policy tenant on hand_entries to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or group_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on hand_entries to zhibutong_app;
