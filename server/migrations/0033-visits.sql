-- Visits to households: what was done on the doorstep, what is planned, which campaigns there are, what two people changed
-- at the same time without a line, what was checked by sample, and the lists that were published.

-- One visit, its number made on the phone. What was heard and what was handed over are sealed and go after a time; that
-- there was a visit stays. A visit is corrected by voiding it and writing another.
create table visits (
  county_id int not null,
  visit_id uuid not null,
  -- The grid of the household.
  org_id int not null,
  household_id uuid not null,
  visited_on date not null,
  -- The four steps, as far as it came.
  door boolean not null,
  met boolean not null,
  card boolean not null,
  talk boolean not null,
  -- Why somebody went, as it stood that day: care that was agreed on, a campaign, or neither.
  purpose text not null check (purpose in ('care', 'campaign', 'everyday')),
  -- The case that a demand became. It is written after the visit, in the same transaction.
  case_id uuid,
  solace_fen int check (solace_fen between 0 and 100000000),
  -- Note and what the solace was for, together.
  heard_sealed bytea,
  -- There was something, and its days are over.
  heard_erased boolean not null default false,
  visited_by uuid not null,
  member_id uuid,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  primary key (county_id, visit_id),
  foreign key (county_id, household_id) references households (county_id, household_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  check ((voided_at is null) = (void_reason is null))
);
create index visits_household on visits (county_id, household_id, visited_on desc);
create index visits_org on visits (county_id, org_id, visited_on desc);
create index visits_recorded on visits (county_id, org_id, recorded_at);
create index visits_voided on visits (county_id, org_id, voided_at) where voided_at is not null;
create index visits_visitor on visits (county_id, visited_by, visited_on desc);
create index visits_case on visits (county_id, case_id) where case_id is not null;
create index visits_demands on visits (county_id, household_id) where case_id is not null;
create index visits_solace on visits (county_id, org_id, visited_on desc) where solace_fen is not null;

-- All households of an area by a day. Who was visited follows from visits; nothing here is ticked.
create table visit_campaigns (
  county_id int not null,
  campaign_id uuid not null,
  -- The township or county that started it, and the area that it goes over.
  org_id int not null,
  name text not null,
  starts_on date not null,
  until_on date not null,
  started_by uuid not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (county_id, campaign_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  check (until_on >= starts_on)
);
create index visit_campaigns_org on visit_campaigns (county_id, org_id, until_on);

-- What one person means to visit in a month. Done follows from visits.
create table visit_plans (
  county_id int not null,
  plan_id uuid not null,
  org_id int not null,
  household_id uuid not null,
  account_id uuid not null,
  -- The first day of the month.
  month date not null,
  planned_by uuid not null,
  planned_at timestamptz not null,
  dropped_at timestamptz,
  primary key (county_id, plan_id),
  foreign key (county_id, household_id) references households (county_id, household_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create unique index visit_plans_once on visit_plans (county_id, household_id, account_id, month) where dropped_at is null;
create index visit_plans_household on visit_plans (county_id, household_id);
create index visit_plans_visitor on visit_plans (county_id, account_id, month);
create index visit_plans_org on visit_plans (county_id, org_id, month);

-- Every so many days somebody looks in, where that was agreed on.
alter table household_entries add column rhythm_days int check (rhythm_days between 1 and 366);

-- The version of the household at which each field was changed last; a field that is not here was never changed.
alter table households add column field_versions jsonb not null default '{}'::jsonb;

-- A field that two people changed to different things, each without knowing of the other: both sides are kept, sealed,
-- until a person says which. What was settled is gone after a time, and with its household.
create table household_conflicts (
  county_id int not null,
  conflict_id uuid not null,
  household_id uuid not null,
  org_id int not null,
  field text not null check (field in ('address', 'placeId', 'contact', 'headCount')),
  -- The version that was changed without a line, and the one at which the field stood when both met.
  base_version int not null,
  met_version int not null,
  stands_sealed bytea,
  brought_sealed bytea,
  brought_by uuid not null,
  brought_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  took text check (took in ('stands', 'brought')),
  primary key (county_id, conflict_id),
  foreign key (county_id, household_id) references households (county_id, household_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  check ((settled_at is null) = (took is null))
);
create index household_conflicts_household on household_conflicts (county_id, household_id);
create index household_conflicts_open on household_conflicts (county_id, org_id, brought_at) where settled_at is null;
create index household_conflicts_org on household_conflicts (county_id, org_id);

-- A sample of a month's visits. What it was drawn from is kept with the seed, so that whoever draws it again gets the
-- same visits, whatever was recorded, taken back or moved since.
create table visit_checks (
  county_id int not null,
  check_id uuid not null,
  org_id int not null,
  month date not null,
  seed int not null,
  -- The grids there were at and below the place, and the members whose visits were left out: who drew and their kin.
  grids int[] not null,
  left_out uuid[] not null,
  -- How many visits there were to draw from, and a hash of their numbers.
  pool int not null,
  pool_hash text not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  primary key (county_id, check_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index visit_checks_org on visit_checks (county_id, org_id, month);

create table visit_check_items (
  county_id int not null,
  check_id uuid not null,
  visit_id uuid not null,
  -- The grid of the visit, and who made it: both see what was said of it.
  org_id int not null,
  visited_by uuid not null,
  place int not null,
  verdict text check (verdict in ('agrees', 'differs', 'not-reached')),
  feedback text,
  checked_by uuid,
  checked_at timestamptz,
  -- What does not agree is looked into as an issue, with its own steps and its own clock.
  case_id uuid,
  -- By the visitor: that it was read, and what they say to it.
  seen_at timestamptz,
  answer text,
  primary key (county_id, check_id, visit_id),
  foreign key (county_id, check_id) references visit_checks (county_id, check_id),
  foreign key (county_id, visit_id) references visits (county_id, visit_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, case_id) references cases (county_id, case_id),
  check ((verdict is null) = (checked_at is null)),
  check (answer is null or seen_at is not null)
);
create index visit_check_items_case on visit_check_items (county_id, case_id) where case_id is not null;
create index visit_check_items_visit on visit_check_items (county_id, visit_id);
create index visit_check_items_org on visit_check_items (county_id, org_id);
create index visit_check_items_visitor on visit_check_items (county_id, visited_by) where checked_at is not null;

-- What the public may read of a month: counts, frozen as they were on the day, until it goes by itself or is taken back.
create table visit_notices (
  county_id int not null,
  notice_id uuid not null,
  org_id int not null,
  -- The first day of the month that it tells of.
  month date not null,
  snapshot jsonb not null,
  address text not null,
  published_by uuid not null,
  published_on date not null,
  expires_on date not null,
  withdrawn_on date,
  withdrawn_by uuid,
  withdraw_reason text,
  primary key (county_id, notice_id),
  unique (county_id, address),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  check ((withdrawn_on is null) = (withdraw_reason is null))
);
create unique index visit_notices_once on visit_notices (county_id, org_id, month) where withdrawn_on is null;
create index visit_notices_org on visit_notices (county_id, org_id, month);

select distribute('visits');
select distribute('visit_campaigns');
select distribute('visit_plans');
select distribute('household_conflicts');
select distribute('visit_checks');
select distribute('visit_check_items');
select distribute('visit_notices');

alter table visits enable row level security;
alter table visits force row level security;
create policy tenant on visits to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on visits to zhibutong_app;

alter table visit_plans enable row level security;
alter table visit_plans force row level security;
create policy tenant on visit_plans to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on visit_plans to zhibutong_app;

alter table household_conflicts enable row level security;
alter table household_conflicts force row level security;
create policy tenant on household_conflicts to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on household_conflicts to zhibutong_app;

alter table visit_checks enable row level security;
alter table visit_checks force row level security;
create policy tenant on visit_checks to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on visit_checks to zhibutong_app;

alter table visit_check_items enable row level security;
alter table visit_check_items force row level security;
create policy tenant on visit_check_items to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on visit_check_items to zhibutong_app;

-- A campaign is no secret in its county: whoever visits below the place that started it reads it.
alter table visit_campaigns enable row level security;
alter table visit_campaigns force row level security;
create policy tenant on visit_campaigns to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on visit_campaigns to zhibutong_app;

alter table visit_notices enable row level security;
alter table visit_notices force row level security;
create policy tenant on visit_notices to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on visit_notices to zhibutong_app;
-- Without an account: this one address, and only while it stands.
create policy public_read on visit_notices for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and withdrawn_on is null
  );
