-- The register: one row a person, everything that the Party's own forms ask, each asked once.

create table members (
  county_id int not null,
  member_id uuid not null,
  -- The branch; for an exited member the last one.
  org_id int not null,
  grid_id int,
  group_id int,
  stage text not null check (stage in ('applicant', 'activist', 'target', 'probationary', 'full', 'exited')),
  -- The first day of the present stage, where it is known: a year as activist counts from it.
  stage_on date,
  exit_kind text check (exit_kind in (
    'withdrawn', 'removed', 'expelled', 'persuaded-out', 'transferred', 'died', 'cancelled', 'stopped'
  )),
  exited_on date,
  -- 党籍状态: normal, retained, restored, suspended, expelled.
  standing text not null check (standing in ('normal', 'retained', 'restored', 'suspended', 'expelled')),
  name text collate "C" not null,
  name_pinyin text collate "C" not null,
  name_initials text collate "C" not null,
  name_strokes text collate "C" not null,
  sex text check (sex in ('male', 'female')),
  ethnic text,
  birth_on date,
  education text,
  joined_on date,
  full_on date,
  -- Where a postponed conversion ended; Party age runs from here when it is set.
  extended_to date,
  id_sealed bytea,
  id_hash bytea,
  id_tail bytea,
  mobile_sealed bytea,
  mobile_hash bytea,
  mobile_tail bytea,
  job text,
  party_post text,
  landline text,
  home_address text,
  household_place text,
  is_lost boolean not null,
  lost_on date,
  is_floating boolean not null,
  floating_to text,
  -- The descriptive columns of the register's wider forms, by the keys of contract/register.ts.
  profile jsonb not null,
  version int not null,
  -- Column → the version that changed it last, so that two people who correct different columns do not collide.
  changed_in jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (county_id, member_id),
  unique (county_id, id_hash),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, grid_id) references organisations (county_id, org_id),
  foreign key (county_id, group_id) references organisations (county_id, org_id)
);
create index members_org on members (county_id, org_id, name_pinyin);
-- Who is counted where, with what the policies look at: so that a count needs nothing but the index.
create index members_count on members (county_id, org_id, stage, member_id, grid_id, group_id);
create index members_grid on members (county_id, grid_id);
create index members_group on members (county_id, group_id);
-- Read as a range: behind a policy LIKE is a filter, comparisons use the index.
create index members_initials on members (county_id, name_initials);
create index members_id_tail on members (county_id, id_tail);
create index members_mobile_tail on members (county_id, mobile_tail);
create index members_mobile on members (county_id, mobile_hash);

-- How each member came, moved on and left: entry, management and exit in one dated list.
create table member_events (
  county_id int not null,
  event_id uuid not null,
  member_id uuid not null,
  -- The member's branch now, which may read the list; where a thing happened is told by the events of kind branch.
  org_id int not null,
  kind text not null check (kind in (
    'entered', 'stage', 'extended', 'branch', 'grid', 'group', 'standing', 'lost', 'found', 'floating', 'returned',
    'post', 'corrected', 'exited', 'readmitted', 'import-undone'
  )),
  happened_on date not null,
  from_value text,
  to_value text,
  reason text not null,
  -- What a step needed: the vote, the introducers, the training; of a correction the names of the columns.
  detail jsonb not null default '{}',
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_id, event_id),
  foreign key (county_id, member_id) references members (county_id, member_id) on delete cascade
);
create index member_events_member on member_events (county_id, member_id, happened_on);

-- Posts: a place in the committee or a post of service (neighbour mediation, sanitation …).
create table member_posts (
  county_id int not null,
  post_id uuid not null,
  member_id uuid not null,
  org_id int not null,
  kind text not null check (kind in ('party', 'service')),
  title text not null,
  valid_from date not null,
  valid_to date,
  primary key (county_id, post_id),
  foreign key (county_id, member_id) references members (county_id, member_id) on delete cascade
);
create index member_posts_member on member_posts (county_id, member_id);

-- Let off for a time by the branch: old, ill, abroad. Points that are asked of everybody are not asked of them.
create table member_exemptions (
  county_id int not null,
  exemption_id uuid not null,
  member_id uuid not null,
  org_id int not null,
  cause text not null check (cause in ('age', 'leave', 'away')),
  valid_from date not null,
  valid_to date,
  decided_by uuid not null,
  decided_at timestamptz not null,
  note text,
  primary key (county_id, exemption_id),
  foreign key (county_id, member_id) references members (county_id, member_id) on delete cascade
);
create index member_exemptions_member on member_exemptions (county_id, member_id);

-- Who is kin to whom, as the two have said or the branch knows: asked when somebody decides on somebody.
create table member_kin (
  county_id int not null,
  member_id uuid not null,
  kin_id uuid not null,
  relation text not null,
  org_id int not null,
  noted_by uuid not null,
  noted_at timestamptz not null,
  primary key (county_id, member_id, kin_id),
  foreign key (county_id, member_id) references members (county_id, member_id) on delete cascade,
  foreign key (county_id, kin_id) references members (county_id, member_id) on delete cascade,
  check (member_id <> kin_id)
);
-- Noted once of two people, whichever of them it was noted of.
create unique index member_kin_pair on member_kin (county_id, least(member_id, kin_id), greatest(member_id, kin_id));
create index member_kin_kin on member_kin (county_id, kin_id);

select distribute('members');
select distribute('member_events');
select distribute('member_posts');
select distribute('member_exemptions');
select distribute('member_kin');

alter table members enable row level security;
alter table members force row level security;
create policy tenant on members to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
      or grid_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or group_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update, delete on members to zhibutong_app;

alter table member_events enable row level security;
alter table member_events force row level security;
create policy tenant on member_events to zhibutong_app
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
grant select, insert on member_events to zhibutong_app;
-- The list follows a member into another branch; what it says never changes.
grant update (org_id) on member_events to zhibutong_app;

alter table member_posts enable row level security;
alter table member_posts force row level security;
create policy tenant on member_posts to zhibutong_app
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
grant select, insert, update, delete on member_posts to zhibutong_app;

alter table member_exemptions enable row level security;
alter table member_exemptions force row level security;
create policy tenant on member_exemptions to zhibutong_app
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
grant select, insert, update on member_exemptions to zhibutong_app;

alter table member_kin enable row level security;
alter table member_kin force row level security;
create policy tenant on member_kin to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
      or kin_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, delete on member_kin to zhibutong_app;
