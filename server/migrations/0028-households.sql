-- Grids: who looks after one, how many live there, how it is drawn; and the register of households, which holds what a
-- service needs and nothing else.

-- The head and the staff of a grid, for a term. A name that hangs on the wall is no secret in its county; what somebody
-- may do follows from a grant, not from this.
create table grid_staff (
  county_id int not null,
  staff_id uuid not null,
  org_id int not null,
  duty text not null check (duty in ('head', 'staff')),
  member_id uuid,
  name text not null,
  valid_from date not null,
  valid_to date,
  end_reason text,
  named_by uuid not null,
  named_at timestamptz not null,
  primary key (county_id, staff_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index grid_staff_org on grid_staff (county_id, org_id, valid_from);
create index grid_staff_member on grid_staff (county_id, member_id);
create unique index grid_staff_head on grid_staff (county_id, org_id) where duty = 'head' and valid_to is null;

-- What was counted, on which day, by whom; the newest row is what holds. Members are counted from their own register;
-- households, people and new residents from the register of households where they are left out here.
create table grid_counts (
  county_id int not null,
  count_id uuid not null,
  org_id int not null,
  counted_on date not null,
  households int check (households between 0 and 100000),
  population int check (population between 0 and 1000000),
  representatives int not null check (representatives between 0 and 10000),
  enterprises int not null check (enterprises between 0 and 10000),
  new_residents int check (new_residents between 0 and 1000000),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_id, count_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  check (num_nulls(households, population, new_residents) in (0, 3))
);
create index grid_counts_org on grid_counts (county_id, org_id, counted_on, recorded_at);

-- A drawing of one's own on a plain ground, no map: corners and the places of the natural villages, each from 0 to 1000.
create table grid_drawings (
  county_id int not null,
  org_id int not null,
  corners jsonb not null,
  dots jsonb not null,
  version int not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  primary key (county_id, org_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);

-- One household. No column for an opinion, a label, a belief or a relation to anybody.
create table households (
  county_id int not null,
  household_id uuid not null,
  -- The grid.
  org_id int not null,
  place_id int,
  address text not null,
  contact_sealed bytea,
  head_count int not null check (head_count between 1 and 50),
  -- Entered at the household's own wish: people who live here for a time.
  is_new_resident boolean not null,
  -- Until when the household is kept here; of new residents always set.
  keep_until date,
  checked_on date not null,
  version int not null,
  removed_at timestamptz,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (county_id, household_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, place_id) references natural_villages (county_id, place_id)
);
create unique index households_address on households (county_id, org_id, address) where removed_at is null;
create index households_checked on households (county_id, org_id, checked_on);
create index households_place on households (county_id, place_id);
create index households_keep on households (county_id, keep_until) where removed_at is null;

-- What is sensitive, each with its purpose, what it rests on and the day on which it is erased.
create table household_entries (
  county_id int not null,
  entry_id uuid not null,
  household_id uuid not null,
  org_id int not null,
  kind text not null check (kind in ('phone', 'care', 'help')),
  value_sealed bytea,
  purpose text not null,
  basis text not null check (basis in ('consent', 'statutory')),
  agreed_on date not null,
  expires_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  erased_at timestamptz,
  erased_why text check (erased_why in ('expired', 'withdrawn', 'replaced', 'removed')),
  primary key (county_id, entry_id),
  foreign key (county_id, household_id) references households (county_id, household_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  check (expires_on > agreed_on),
  check ((erased_at is null) = (value_sealed is not null))
);
create index household_entries_household on household_entries (county_id, household_id);
create index household_entries_org on household_entries (county_id, org_id);
create index household_entries_due on household_entries (county_id, expires_on) where erased_at is null;

-- One address for one household, without an account: its own sheet, to see and to correct once.
create table household_links (
  county_id int not null,
  link_id uuid not null,
  household_id uuid not null,
  org_id int not null,
  address text not null,
  -- All that its page says, as the register has it; the page reaches no other row.
  shown_sealed bytea not null,
  expires_on date not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  used_at timestamptz,
  -- What the household wrote there, until the product itself takes it up.
  said_sealed bytea,
  primary key (county_id, link_id),
  unique (county_id, address),
  foreign key (county_id, household_id) references households (county_id, household_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index household_links_household on household_links (county_id, household_id);
create index household_links_org on household_links (county_id, org_id);
create unique index household_links_once on household_links (county_id, household_id)
  where ended_at is null and used_at is null;

-- What a household corrected about itself: head count and contact hold at once, with what stood before; what is
-- sensitive waits for the grid's own people; a consent that was taken back is done at once.
create table household_corrections (
  county_id int not null,
  correction_id uuid not null,
  household_id uuid not null,
  org_id int not null,
  link_id uuid not null,
  kind text not null check (kind in ('head-count', 'contact', 'phone', 'care', 'help', 'withdrawal')),
  state text not null check (state in ('applied', 'waiting', 'taken', 'dismissed', 'gone')),
  was_sealed bytea,
  value_sealed bytea,
  -- Of a consent that was taken back: what it was for.
  entry_kind text,
  said_on date not null,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  -- From when on what was written is gone; that there was a correction stays.
  keep_until date not null,
  primary key (county_id, correction_id),
  foreign key (county_id, household_id) references households (county_id, household_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, link_id) references household_links (county_id, link_id)
);
create index household_corrections_household on household_corrections (county_id, household_id);
create index household_corrections_org on household_corrections (county_id, org_id, state);
create index household_corrections_link on household_corrections (county_id, link_id);
create index household_corrections_keep on household_corrections (county_id, keep_until);

select distribute('grid_staff');
select distribute('grid_counts');
select distribute('grid_drawings');
select distribute('households');
select distribute('household_entries');
select distribute('household_links');
select distribute('household_corrections');

alter table grid_staff enable row level security;
alter table grid_staff force row level security;
create policy tenant on grid_staff to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on grid_staff to zhibutong_app;

alter table grid_counts enable row level security;
alter table grid_counts force row level security;
create policy tenant on grid_counts to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on grid_counts to zhibutong_app;

alter table grid_drawings enable row level security;
alter table grid_drawings force row level security;
create policy tenant on grid_drawings to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on grid_drawings to zhibutong_app;

alter table households enable row level security;
alter table households force row level security;
create policy tenant on households to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on households to zhibutong_app;

alter table household_entries enable row level security;
alter table household_entries force row level security;
create policy tenant on household_entries to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on household_entries to zhibutong_app;

alter table household_links enable row level security;
alter table household_links force row level security;
create policy tenant on household_links to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on household_links to zhibutong_app;
create policy by_address on household_links for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
  );
create policy used_by_address on household_links for update to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and ended_at is null
  );

alter table household_corrections enable row level security;
alter table household_corrections force row level security;
create policy tenant on household_corrections to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on household_corrections to zhibutong_app;
