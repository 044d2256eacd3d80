-- Posts and who claims them, areas and who looks after them, teams with volunteers, rosters and logs; members of other
-- units in the service of a community.

-- What a county, a township or a branch offers beside the product's own catalogue.
create table post_kinds (
  county_id int not null,
  kind_id uuid not null,
  org_id int not null,
  label text not null,
  duty text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (county_id, kind_id),
  unique (county_id, org_id, label),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);

-- A post of a grid or a branch, with as many seats as it needs. A name for a piece of work, no secret in its county.
create table posts (
  county_id int not null,
  post_id uuid not null,
  org_id int not null,
  -- A code of the product's catalogue, or a row of post_kinds.
  kind text not null,
  title text not null,
  duty text not null,
  seats int not null check (seats between 1 and 50),
  set_by uuid not null,
  set_at timestamptz not null,
  closed_on date,
  close_reason text,
  primary key (county_id, post_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index posts_org on posts (county_id, org_id);
create unique index posts_title on posts (county_id, org_id, title) where closed_on is null;

-- Who asked for a post, by what they are good at, and what came of it; the term while it was held.
create table post_claims (
  county_id int not null,
  claim_id uuid not null,
  post_id uuid not null,
  -- Of the post, and of the member on the day of asking.
  org_id int not null,
  branch_id int not null,
  member_id uuid not null,
  strength text not null,
  state text not null check (state in ('asked', 'held', 'refused', 'withdrawn', 'quit', 'replaced', 'over', 'closed')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  valid_from date,
  valid_to date,
  note text,
  primary key (county_id, claim_id),
  foreign key (county_id, post_id) references posts (county_id, post_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index post_claims_post on post_claims (county_id, post_id, state);
create index post_claims_org on post_claims (county_id, org_id, state);
create index post_claims_branch on post_claims (county_id, branch_id);
create index post_claims_member on post_claims (county_id, member_id);
create unique index post_claims_once on post_claims (county_id, post_id, member_id) where state in ('asked', 'held');

-- 党员先锋岗, 示范岗, 责任区 on the door of a member: a title until a day, by itself over with it.
create table post_tags (
  county_id int not null,
  tag_id uuid not null,
  org_id int not null,
  branch_id int not null,
  member_id uuid not null,
  kind text not null check (kind in ('pioneer', 'demonstration', 'duty-area')),
  title text not null,
  valid_from date not null,
  valid_to date not null check (valid_to >= valid_from),
  given_by uuid not null,
  given_at timestamptz not null,
  ended_on date,
  end_reason text,
  primary key (county_id, tag_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index post_tags_org on post_tags (county_id, org_id, valid_to);
create index post_tags_branch on post_tags (county_id, branch_id);
create index post_tags_member on post_tags (county_id, member_id);
create unique index post_tags_once on post_tags (county_id, member_id, kind, title) where ended_on is null;

-- A stretch of a grid or a branch that somebody looks after: in words, and where one likes the natural village.
create table duty_areas (
  county_id int not null,
  area_id uuid not null,
  org_id int not null,
  kind text not null check (kind in ('house-front', 'river', 'lane', 'road', 'green', 'pond', 'other')),
  name text not null,
  place_id int,
  added_by uuid not null,
  added_at timestamptz not null,
  closed_on date,
  close_reason text,
  primary key (county_id, area_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, place_id) references natural_villages (county_id, place_id)
);
create index duty_areas_org on duty_areas (county_id, org_id);
create unique index duty_areas_name on duty_areas (county_id, org_id, name) where closed_on is null;
create index duty_areas_place on duty_areas (county_id, place_id);

-- The task contract of an area: who does it and who manages it, neither of them left out. The rows before are its history.
create table area_contracts (
  county_id int not null,
  contract_id uuid not null,
  area_id uuid not null,
  org_id int not null,
  branch_id int not null,
  member_id uuid not null,
  manager_id uuid not null,
  -- As it stands on the contract: who manages may belong to a branch that its reader does not see.
  manager_name text not null,
  task text not null,
  valid_from date not null,
  valid_to date,
  signed_by uuid not null,
  signed_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, contract_id),
  foreign key (county_id, area_id) references duty_areas (county_id, area_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, manager_id) references members (county_id, member_id)
);
create index area_contracts_area on area_contracts (county_id, area_id, valid_from);
create index area_contracts_org on area_contracts (county_id, org_id);
create index area_contracts_branch on area_contracts (county_id, branch_id);
create index area_contracts_member on area_contracts (county_id, member_id);
create index area_contracts_manager on area_contracts (county_id, manager_id);
create unique index area_contracts_standing on area_contracts (county_id, area_id) where ended_at is null;

create table teams (
  county_id int not null,
  team_id uuid not null,
  org_id int not null,
  name text not null,
  kind text not null check (kind in (
    'volunteer', 'safety-patrol', 'visitor-guide', 'village-patrol', 'forest-fire', 'flood-watch', 'other'
  )),
  founded_on date not null,
  founded_by uuid not null,
  founded_at timestamptz not null,
  closed_on date,
  close_reason text,
  primary key (county_id, team_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index teams_org on teams (county_id, org_id);
create unique index teams_name on teams (county_id, org_id, name) where closed_on is null;

-- A member, or a volunteer who is none: a name by consent and until a day, with a sealed telephone at the most. No column
-- for what a volunteer is worth: nobody scores one.
create table team_people (
  county_id int not null,
  person_id uuid not null,
  team_id uuid not null,
  org_id int not null,
  branch_id int,
  member_id uuid,
  name text,
  phone_sealed bytea,
  consent_on date,
  expires_on date,
  joined_on date not null,
  left_on date,
  added_by uuid not null,
  added_at timestamptz not null,
  erased_at timestamptz,
  primary key (county_id, person_id),
  foreign key (county_id, team_id) references teams (county_id, team_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  check ((member_id is null) = (consent_on is not null)),
  check ((consent_on is null) = (expires_on is null)),
  check (member_id is null or (name is null and phone_sealed is null)),
  check (erased_at is null or (name is null and phone_sealed is null))
);
create index team_people_team on team_people (county_id, team_id);
create index team_people_org on team_people (county_id, org_id);
create index team_people_branch on team_people (county_id, branch_id);
create index team_people_member on team_people (county_id, member_id);
create index team_people_due on team_people (county_id, expires_on) where erased_at is null;
create unique index team_people_once on team_people (county_id, team_id, member_id) where left_on is null;

create table rosters (
  county_id int not null,
  roster_id uuid not null,
  team_id uuid not null,
  org_id int not null,
  title text not null,
  rrule text not null,
  season_from date not null,
  season_to date not null check (season_to >= season_from),
  starts_at text,
  ends_at text,
  per_day int not null check (per_day between 1 and 10),
  set_by uuid not null,
  set_at timestamptz not null,
  ended_on date,
  primary key (county_id, roster_id),
  foreign key (county_id, team_id) references teams (county_id, team_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index rosters_team on rosters (county_id, team_id);
create index rosters_org on rosters (county_id, org_id);

-- Who is on duty on which day; a turn that was exchanged names the one who takes it.
create table roster_turns (
  county_id int not null,
  turn_id uuid not null,
  roster_id uuid not null,
  org_id int not null,
  member_id uuid,
  day date not null,
  person_id uuid not null,
  changed_by uuid,
  changed_at timestamptz,
  primary key (county_id, turn_id),
  unique (county_id, roster_id, day, person_id),
  foreign key (county_id, roster_id) references rosters (county_id, roster_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, person_id) references team_people (county_id, person_id)
);
create index roster_turns_day on roster_turns (county_id, org_id, day);
create index roster_turns_person on roster_turns (county_id, person_id);
create index roster_turns_member on roster_turns (county_id, member_id, day);

-- What was done at a post, in an area or with a team: rounds, kilometres, tonnes, hours in hundredths, typed by hand. No
-- column for a place on the globe or a track.
create table duty_logs (
  county_id int not null,
  log_id uuid not null,
  org_id int not null,
  branch_id int,
  member_id uuid,
  -- Of the team; a volunteer's log is nobody's fact.
  person_id uuid,
  post_id uuid,
  area_id uuid,
  team_id uuid,
  day date not null,
  rounds int check (rounds > 0),
  km int check (km > 0),
  tonnes int check (tonnes > 0),
  hours int check (hours > 0),
  note text,
  finding text,
  -- The issue that was made of it.
  case_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdraw_reason text,
  primary key (county_id, log_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, person_id) references team_people (county_id, person_id),
  foreign key (county_id, post_id) references posts (county_id, post_id),
  foreign key (county_id, area_id) references duty_areas (county_id, area_id),
  foreign key (county_id, team_id) references teams (county_id, team_id),
  check (num_nonnulls(post_id, area_id, team_id) = 1),
  check (num_nonnulls(member_id, person_id) >= 1),
  check (num_nonnulls(rounds, km, tonnes, hours) >= 1)
);
create index duty_logs_org on duty_logs (county_id, org_id, day);
create index duty_logs_branch on duty_logs (county_id, branch_id, day);
create index duty_logs_member on duty_logs (county_id, member_id, day);
create index duty_logs_person on duty_logs (county_id, person_id);
create index duty_logs_post on duty_logs (county_id, post_id, day);
create index duty_logs_area on duty_logs (county_id, area_id, day);
create index duty_logs_team on duty_logs (county_id, team_id, day);

-- A unit (机关, 企业) that has reported to a community: its members serve there beside their own branch.
create table service_units (
  county_id int not null,
  unit_id uuid not null,
  -- The community.
  org_id int not null,
  -- The unit's own branch, where it has one in the county.
  branch_id int,
  name text not null,
  registered_on date not null,
  registered_by uuid not null,
  registered_at timestamptz not null,
  ended_on date,
  end_reason text,
  primary key (county_id, unit_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id)
);
create index service_units_org on service_units (county_id, org_id);
create index service_units_branch on service_units (county_id, branch_id);
create unique index service_units_name on service_units (county_id, org_id, name) where ended_on is null;

create table service_people (
  county_id int not null,
  sign_up_id uuid not null,
  unit_id uuid not null,
  org_id int not null,
  branch_id int not null,
  member_id uuid not null,
  -- As the community calls the one who comes: their own branch is out of its sight.
  name text not null,
  skill text not null,
  signed_on date not null,
  signed_by uuid not null,
  left_on date,
  primary key (county_id, sign_up_id),
  foreign key (county_id, unit_id) references service_units (county_id, unit_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index service_people_unit on service_people (county_id, unit_id);
create index service_people_org on service_people (county_id, org_id);
create index service_people_branch on service_people (county_id, branch_id);
create index service_people_member on service_people (county_id, member_id);
create unique index service_people_once on service_people (county_id, unit_id, member_id) where left_on is null;

create table service_logs (
  county_id int not null,
  log_id uuid not null,
  unit_id uuid not null,
  sign_up_id uuid not null,
  org_id int not null,
  branch_id int not null,
  member_id uuid not null,
  day date not null,
  what text not null,
  matter text not null check (matter in ('residents', 'community')),
  problems int not null check (problems between 0 and 200),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_at timestamptz,
  withdraw_reason text,
  primary key (county_id, log_id),
  foreign key (county_id, unit_id) references service_units (county_id, unit_id),
  foreign key (county_id, sign_up_id) references service_people (county_id, sign_up_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index service_logs_unit on service_logs (county_id, unit_id, day);
create index service_logs_sign_up on service_logs (county_id, sign_up_id);
create index service_logs_org on service_logs (county_id, org_id, day);
create index service_logs_branch on service_logs (county_id, branch_id, day);
create index service_logs_member on service_logs (county_id, member_id, day);

select distribute('post_kinds');
select distribute('posts');
select distribute('post_claims');
select distribute('post_tags');
select distribute('duty_areas');
select distribute('area_contracts');
select distribute('teams');
select distribute('team_people');
select distribute('rosters');
select distribute('roster_turns');
select distribute('duty_logs');
select distribute('service_units');
select distribute('service_people');
select distribute('service_logs');

alter table post_kinds enable row level security;
alter table post_kinds force row level security;
create policy tenant on post_kinds to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy county_reads on post_kinds for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on post_kinds to zhibutong_app;

alter table posts enable row level security;
alter table posts force row level security;
create policy tenant on posts to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy county_reads on posts for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on posts to zhibutong_app;

alter table post_claims enable row level security;
alter table post_claims force row level security;
create policy tenant on post_claims to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
-- Who holds a post hangs beside it; the name itself stands in the register, under the register's own policy.
create policy held on post_claims for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int and state = 'held');
grant select, insert, update on post_claims to zhibutong_app;

alter table post_tags enable row level security;
alter table post_tags force row level security;
create policy tenant on post_tags to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on post_tags to zhibutong_app;

alter table duty_areas enable row level security;
alter table duty_areas force row level security;
create policy tenant on duty_areas to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy county_reads on duty_areas for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on duty_areas to zhibutong_app;

alter table area_contracts enable row level security;
alter table area_contracts force row level security;
create policy tenant on area_contracts to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
create policy standing on area_contracts for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int and ended_at is null);
grant select, insert, update on area_contracts to zhibutong_app;

alter table teams enable row level security;
alter table teams force row level security;
create policy tenant on teams to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy county_reads on teams for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on teams to zhibutong_app;

alter table team_people enable row level security;
alter table team_people force row level security;
create policy tenant on team_people to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on team_people to zhibutong_app;

alter table rosters enable row level security;
alter table rosters force row level security;
create policy tenant on rosters to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy county_reads on rosters for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on rosters to zhibutong_app;

alter table roster_turns enable row level security;
alter table roster_turns force row level security;
create policy tenant on roster_turns to zhibutong_app
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
grant select, insert, update, delete on roster_turns to zhibutong_app;

alter table duty_logs enable row level security;
alter table duty_logs force row level security;
create policy tenant on duty_logs to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on duty_logs to zhibutong_app;

alter table service_units enable row level security;
alter table service_units force row level security;
create policy tenant on service_units to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy county_reads on service_units for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on service_units to zhibutong_app;

alter table service_people enable row level security;
alter table service_people force row level security;
create policy tenant on service_people to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on service_people to zhibutong_app;

alter table service_logs enable row level security;
alter table service_logs force row level security;
create policy tenant on service_logs to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on service_logs to zhibutong_app;
