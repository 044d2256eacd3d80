-- The tree of organisations, its dated history, and who may do what where.

create table organisations (
  county_id int not null,
  org_id int not null,
  parent_id int,
  kind text not null check (kind in (
    'county', 'township', 'village', 'committee', 'general-branch', 'branch', 'group', 'grid', 'unit', 'enterprise'
  )),
  -- What the organisation is set up in: rural, chamber of commerce, grid, enterprise …
  category text,
  name text not null,
  short_name text not null,
  division_code text,
  management text not null check (management in ('direct', 'entrusted')),
  -- Four base-36 figures a level, made of the org_id: a subtree is a range, a move touches this table alone.
  path text collate "C" not null,
  sort int not null,
  founded_on date not null,
  dissolved_on date,
  merged_into int,
  -- Members of the committee, when there is one; the day of the last election and of the next.
  elected_on date,
  next_election_on date,
  version int not null,
  primary key (county_id, org_id),
  unique (county_id, path),
  foreign key (county_id) references county (county_id),
  foreign key (county_id, parent_id) references organisations (county_id, org_id),
  foreign key (county_id, merged_into) references organisations (county_id, org_id)
);
create index organisations_parent on organisations (county_id, parent_id);
create index organisations_merged on organisations (county_id, merged_into);

-- What was true from day to day, so that last year's figures still add up after a move or a merge.
create table org_history (
  county_id int not null,
  org_id int not null,
  valid_from date not null,
  valid_to date,
  parent_id int,
  kind text not null,
  category text,
  name text not null,
  short_name text not null,
  management text not null,
  primary key (county_id, org_id, valid_from),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, parent_id) references organisations (county_id, org_id)
);
create index org_history_parent on org_history (county_id, parent_id, valid_from);

create table org_events (
  county_id int not null,
  event_id uuid not null,
  org_id int not null,
  kind text not null check (kind in ('found', 'rename', 'move', 'merge', 'dissolve', 're-elect', 'manage')),
  happened_on date not null,
  reason text not null,
  detail jsonb not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_id, event_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index org_events_org on org_events (county_id, org_id, happened_on);

-- Natural villages: the key by which a household registration leads to a grid.
create table natural_villages (
  county_id int not null,
  place_id int not null,
  org_id int not null,
  grid_id int,
  name text not null,
  primary key (county_id, place_id),
  unique (county_id, org_id, name),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, grid_id) references organisations (county_id, org_id)
);
create index natural_villages_grid on natural_villages (county_id, grid_id);

create table accounts (
  county_id int not null,
  account_id uuid not null,
  name text not null,
  login text,
  member_id uuid,
  -- The account under which the product itself signs; nobody signs in with it.
  is_system boolean not null,
  disabled_at timestamptz,
  created_by uuid,
  created_at timestamptz not null,
  primary key (county_id, account_id),
  unique (county_id, login),
  foreign key (county_id) references county (county_id)
);
create index accounts_member on accounts (county_id, member_id);

-- Whose account one that stood already was said to be, by whom and why; from when on it was not.
create table account_joins (
  county_id int not null,
  join_id uuid not null,
  account_id uuid not null,
  member_id uuid not null,
  joined_by uuid not null,
  joined_at timestamptz not null,
  reason text not null,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, join_id),
  foreign key (county_id, account_id) references accounts (county_id, account_id)
);
create index account_joins_account on account_joins (county_id, account_id, joined_at);

create table grants (
  county_id int not null,
  grant_id uuid not null,
  account_id uuid not null,
  role text not null,
  org_id int not null,
  valid_from date not null,
  valid_to date,
  reason text not null,
  granted_by uuid,
  granted_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  end_reason text,
  primary key (county_id, grant_id),
  foreign key (county_id, account_id) references accounts (county_id, account_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index grants_account on grants (county_id, account_id);
create index grants_org on grants (county_id, org_id);

select distribute('organisations');
select distribute('org_history');
select distribute('org_events');
select distribute('natural_villages');
select distribute('accounts');
select distribute('account_joins');
select distribute('grants');

-- The tree is no secret inside its county: breadcrumbs and choices need names, and what is founded by a
-- request cannot yet be in the request's scope.
alter table organisations enable row level security;
alter table organisations force row level security;
create policy tenant on organisations to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on organisations to zhibutong_app;

alter table org_history enable row level security;
alter table org_history force row level security;
create policy tenant on org_history to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on org_history to zhibutong_app;

alter table org_events enable row level security;
alter table org_events force row level security;
create policy tenant on org_events to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on org_events to zhibutong_app;

alter table natural_villages enable row level security;
alter table natural_villages force row level security;
create policy tenant on natural_villages to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on natural_villages to zhibutong_app;

alter table accounts enable row level security;
alter table accounts force row level security;
create policy tenant on accounts to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on accounts to zhibutong_platform using (true);
grant select, insert, update on accounts to zhibutong_app;
grant select on accounts to zhibutong_platform;
-- A person's own sign-in name is set where the password is: by the platform's hand, in one transaction.
grant update (login) on accounts to zhibutong_platform;

alter table account_joins enable row level security;
alter table account_joins force row level security;
create policy tenant on account_joins to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on account_joins to zhibutong_app;

alter table grants enable row level security;
alter table grants force row level security;
create policy tenant on grants to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or account_id = nullif(current_setting('app.account', true), '')::uuid
    )
  );
grant select, insert, update on grants to zhibutong_app;
