-- What belongs to a roll besides the names on it: who asked for leave, who made up for what was missed, who came as a
-- guest, who is far away and takes part by an address, who scanned the code on the wall.

-- Asked for by the member, or written down by the office for who has no phone. While the roll has not been called, a
-- granted leave is what it says of that member; nothing is written into the roll for it, so that it can be withdrawn.
create table leaves (
  county_id int not null,
  leave_id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  -- Who holds the activity, and the member's branch.
  org_id int not null,
  branch_id int not null,
  reason text not null check (reason in ('ill', 'infirm', 'away-working', 'official', 'family', 'other')),
  note text,
  state text not null check (state in ('asked', 'granted', 'declined', 'withdrawn')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  -- What was said with the decision.
  word text,
  primary key (county_id, leave_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id)
);
create index leaves_activity on leaves (county_id, activity_id);
create index leaves_member on leaves (county_id, member_id);
create index leaves_branch on leaves (county_id, branch_id);
create index leaves_waiting on leaves (county_id, org_id) where state = 'asked';
create unique index leaves_once on leaves (county_id, activity_id, member_id) where state in ('asked', 'granted');

-- Making up (bu ke) for an activity that one missed: at a later session or at home, with somebody who teaches. All who
-- made up together share one id. It never turns an absence into a presence.
create table make_ups (
  county_id int not null,
  make_up_id uuid not null,
  member_id uuid not null,
  activity_id uuid not null,
  org_id int not null,
  branch_id int not null,
  way text not null check (way in ('session', 'home')),
  day date not null,
  teacher text not null,
  note text,
  fact_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (county_id, make_up_id, member_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id)
);
create index make_ups_activity on make_ups (county_id, activity_id);
create index make_ups_member on make_ups (county_id, member_id);
create index make_ups_branch on make_ups (county_id, branch_id);
create unique index make_ups_once on make_ups (county_id, activity_id, member_id) where withdrawn_at is null;

-- Who came and is in no register: a name and from where, nothing else.
create table roll_guests (
  county_id int not null,
  guest_id uuid not null,
  activity_id uuid not null,
  org_id int not null,
  name text not null,
  origin text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (county_id, guest_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);
create index roll_guests_activity on roll_guests (county_id, activity_id);

-- One address for one member far away and one activity, without an account, good once.
create table attend_links (
  county_id int not null,
  link_id uuid not null,
  activity_id uuid not null,
  member_id uuid not null,
  org_id int not null,
  branch_id int not null,
  address text not null,
  -- All that its page says; the page reaches no other row.
  shown jsonb not null,
  -- The day on which it can be used, and its last.
  day date not null,
  made_by uuid not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  used_at timestamptz,
  -- What the member wrote there.
  words text,
  primary key (county_id, link_id),
  unique (county_id, address),
  foreign key (county_id, activity_id) references activities (county_id, activity_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id)
);
create index attend_links_activity on attend_links (county_id, activity_id);
create index attend_links_member on attend_links (county_id, member_id);
create index attend_links_branch on attend_links (county_id, branch_id);
create unique index attend_links_once on attend_links (county_id, activity_id, member_id) where ended_at is null;

-- The secret from which the changing code of a roll is made; sealed.
create table check_in_codes (
  county_id int not null,
  activity_id uuid not null,
  org_id int not null,
  secret_sealed bytea not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  -- When the roll was closed or called off, or the activity moved to another day.
  closed_at timestamptz,
  primary key (county_id, activity_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);

-- Who scanned it, once each. Whoever stands on no roll is from another branch: the name is kept so that the one who
-- calls the roll knows whom to add.
create table check_ins (
  county_id int not null,
  activity_id uuid not null,
  member_id uuid not null,
  check_in_id uuid not null,
  org_id int not null,
  branch_id int not null,
  member_name text not null,
  branch_name text not null,
  scanned_at timestamptz not null,
  received_at timestamptz not null,
  primary key (county_id, activity_id, member_id),
  unique (county_id, check_in_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id)
);
create index check_ins_member on check_ins (county_id, member_id);
create index check_ins_branch on check_ins (county_id, branch_id);

select distribute('leaves');
select distribute('make_ups');
select distribute('roll_guests');
select distribute('attend_links');
select distribute('check_in_codes');
select distribute('check_ins');

-- An address leads to a published list, or to the one page of an attendance link.
alter table address_locators drop constraint address_locators_kind_check;
alter table address_locators add constraint address_locators_kind_check check (kind in ('publication', 'attendance'));

alter table leaves enable row level security;
alter table leaves force row level security;
create policy tenant on leaves to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
-- Whose leave it is asks for it and takes it back, wherever the activity is held.
create policy own on leaves to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and member_id = nullif(current_setting('app.member', true), '')::uuid
  );
-- A branch sees on the roll of a level above who of its own is on leave.
create policy called on leaves for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
  );
grant select, insert, update on leaves to zhibutong_app;

alter table make_ups enable row level security;
alter table make_ups force row level security;
create policy tenant on make_ups to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy called on make_ups for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      branch_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on make_ups to zhibutong_app;

alter table roll_guests enable row level security;
alter table roll_guests force row level security;
create policy tenant on roll_guests to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, delete on roll_guests to zhibutong_app;

alter table attend_links enable row level security;
alter table attend_links force row level security;
create policy tenant on attend_links to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on attend_links to zhibutong_app;
create policy by_address on attend_links for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
  );
create policy used_by_address on attend_links for update to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and ended_at is null
  );

alter table check_in_codes enable row level security;
alter table check_in_codes force row level security;
create policy tenant on check_in_codes to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on check_in_codes to zhibutong_app;
-- Any member who is signed in may stand before the screen; what they sent is checked against the sealed secret.
create policy scanned on check_in_codes for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.member', true), '') is not null
  );

alter table check_ins enable row level security;
alter table check_ins force row level security;
create policy tenant on check_ins to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy own on check_ins to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and member_id = nullif(current_setting('app.member', true), '')::uuid
  );
grant select, insert on check_ins to zhibutong_app;
