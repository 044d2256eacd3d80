-- Members who help a household, by a menu of help, until a review says what came of it; and what a member in hardship has
-- agreed to have kept, for the aid that it is for and no longer.

-- What a county or a township offers beside the product's own menus.
create table help_items (
  county_id int not null,
  item_id uuid not null,
  org_id int not null,
  menu text not null check (menu in ('a', 'b')),
  label text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  ended_on date,
  primary key (county_id, item_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index help_items_org on help_items (county_id, org_id);
create unique index help_items_label on help_items (county_id, org_id, menu, label) where ended_on is null;

-- One member and one household, as the household has agreed for a year. What kind of household it is stands nowhere: a
-- menu says what is offered.
create table pairings (
  county_id int not null,
  pairing_id uuid not null,
  -- The branch of the member when it began, and the grid of the household.
  org_id int not null,
  grid_id int not null,
  member_id uuid not null,
  household_id uuid not null,
  -- The address, for the member who goes there and reads no register. Gone with the end.
  address_sealed bytea,
  menu text not null check (menu in ('a', 'b')),
  started_on date not null,
  agreed_on date not null,
  expires_on date not null,
  review_on date not null,
  follows_id uuid,
  started_by uuid not null,
  started_at timestamptz not null,
  ended_on date,
  end_why text check (end_why in ('adjusted', 'reached', 'not-needed', 'stopped', 'expired', 'household-gone', 'member-left')),
  primary key (county_id, pairing_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, grid_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, household_id) references households (county_id, household_id),
  foreign key (county_id, follows_id) references pairings (county_id, pairing_id),
  check ((ended_on is null) = (end_why is null)),
  check ((ended_on is null) = (address_sealed is not null)),
  check (expires_on > agreed_on)
);
create index pairings_org on pairings (county_id, org_id);
create index pairings_grid on pairings (county_id, grid_id);
create index pairings_member on pairings (county_id, member_id);
create index pairings_household on pairings (county_id, household_id);
create index pairings_follows on pairings (county_id, follows_id);
create index pairings_expires on pairings (county_id, expires_on) where ended_on is null;
create unique index pairings_once on pairings (county_id, member_id, household_id) where ended_on is null;

-- One help given, once a day of a kind. What was said of it is sealed and goes after a time; day, kind and sum stay.
create table pairing_helps (
  county_id int not null,
  help_id uuid not null,
  pairing_id uuid not null,
  org_id int not null,
  grid_id int not null,
  member_id uuid not null,
  -- A code of the product's menus, or a row of help_items.
  item text not null,
  helped_on date not null,
  fen int check (fen between 1 and 100000000),
  said_sealed bytea,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  primary key (county_id, help_id),
  foreign key (county_id, pairing_id) references pairings (county_id, pairing_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, grid_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  check ((voided_at is null) = (void_reason is null))
);
create index pairing_helps_org on pairing_helps (county_id, org_id);
create index pairing_helps_grid on pairing_helps (county_id, grid_id);
create index pairing_helps_member on pairing_helps (county_id, member_id);
create index pairing_helps_pairing on pairing_helps (county_id, pairing_id, helped_on);
create index pairing_helps_said on pairing_helps (county_id, helped_on) where said_sealed is not null;
create unique index pairing_helps_once on pairing_helps (county_id, pairing_id, item, helped_on) where voided_at is null;

-- What a review of a pairing said: it goes on, it ends, or another takes its place.
create table pairing_reviews (
  county_id int not null,
  review_id uuid not null,
  pairing_id uuid not null,
  org_id int not null,
  grid_id int not null,
  member_id uuid not null,
  reviewed_on date not null,
  outcome text not null check (outcome in ('continues', 'adjusted', 'reached', 'not-needed', 'stopped')),
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (county_id, review_id),
  foreign key (county_id, pairing_id) references pairings (county_id, pairing_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, grid_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index pairing_reviews_org on pairing_reviews (county_id, org_id);
create index pairing_reviews_grid on pairing_reviews (county_id, grid_id);
create index pairing_reviews_member on pairing_reviews (county_id, member_id);
create unique index pairing_reviews_once on pairing_reviews (county_id, pairing_id, reviewed_on);

-- A member in hardship: kept with the member's own agreement, for the aid that is named, until a day.
create table hardship_files (
  county_id int not null,
  file_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  setting text not null check (setting in ('rural', 'urban')),
  -- The aid that it is for.
  aims text[] not null,
  situation_sealed bytea,
  state text not null check (state in ('asked', 'open', 'closed')),
  agreed_by text not null check (agreed_by in ('phone', 'paper')),
  agreed_on date,
  -- Where the signed paper lies.
  evidence text,
  expires_on date not null,
  -- Until when a question on the phone waits for its answer.
  answer_by date,
  -- What the member asks to have put right, and what the branch said to it.
  wish_sealed bytea,
  wished_on date,
  answer_sealed bytea,
  version int not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_on date,
  close_why text check (close_why in ('helped', 'not-needed', 'refused', 'unanswered', 'withdrawn', 'expired', 'member-left')),
  primary key (county_id, file_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  check ((state = 'closed') = (closed_on is not null) and (closed_on is null) = (close_why is null)),
  check ((closed_on is null) = (situation_sealed is not null)),
  check (closed_on is null or num_nonnulls(wish_sealed, answer_sealed, evidence) = 0),
  check (state <> 'open' or agreed_on is not null)
);
create index hardship_files_org on hardship_files (county_id, org_id, state);
create index hardship_files_member on hardship_files (county_id, member_id);
create index hardship_files_expires on hardship_files (county_id, expires_on) where closed_on is null;
create unique index hardship_files_once on hardship_files (county_id, member_id) where closed_on is null;

-- One aid that was given, once a day of a kind: day, kind and sum stay for the books, what it was goes with the file.
create table hardship_aids (
  county_id int not null,
  aid_id uuid not null,
  file_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  kind text not null check (kind in ('skills', 'funds', 'projects', 're-employment')),
  given_on date not null,
  fen int check (fen between 1 and 100000000),
  what_sealed bytea,
  given_by uuid not null,
  recorded_at timestamptz not null,
  voided_at timestamptz,
  void_reason text,
  primary key (county_id, aid_id),
  foreign key (county_id, file_id) references hardship_files (county_id, file_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  check ((voided_at is null) = (void_reason is null))
);
create index hardship_aids_file on hardship_aids (county_id, file_id, given_on);
create index hardship_aids_org on hardship_aids (county_id, org_id, given_on);
create index hardship_aids_member on hardship_aids (county_id, member_id);
create unique index hardship_aids_once on hardship_aids (county_id, file_id, kind, given_on) where voided_at is null;

select distribute('help_items');
select distribute('pairings');
select distribute('pairing_helps');
select distribute('pairing_reviews');
select distribute('hardship_files');
select distribute('hardship_aids');

alter table help_items enable row level security;
alter table help_items force row level security;
create policy tenant on help_items to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy county_reads on help_items for select to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on help_items to zhibutong_app;

alter table pairings enable row level security;
alter table pairings force row level security;
create policy tenant on pairings to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or grid_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on pairings to zhibutong_app;

alter table pairing_helps enable row level security;
alter table pairing_helps force row level security;
create policy tenant on pairing_helps to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or grid_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on pairing_helps to zhibutong_app;

alter table pairing_reviews enable row level security;
alter table pairing_reviews force row level security;
create policy tenant on pairing_reviews to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or grid_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert on pairing_reviews to zhibutong_app;

alter table hardship_files enable row level security;
alter table hardship_files force row level security;
create policy tenant on hardship_files to zhibutong_app
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
grant select, insert, update on hardship_files to zhibutong_app;

alter table hardship_aids enable row level security;
alter table hardship_aids force row level security;
create policy tenant on hardship_aids to zhibutong_app
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
grant select, insert, update on hardship_aids to zhibutong_app;
