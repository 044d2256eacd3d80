-- What the level above asks of organisations for a week, and how each of them stands with it. What a fact answers is
-- nowhere kept: it is found anew at every reading.

create table worklists (
  county_id int not null,
  worklist_id uuid not null,
  -- Who asks. Its receivers are written here when it is sent, since a policy may look at its own row only.
  org_id int not null,
  to_orgs int[] not null,
  to_kind text not null check (to_kind in ('village', 'committee', 'general-branch', 'branch')),
  no int,
  week_from date not null,
  title text not null,
  note text not null,
  state text not null check (state in ('draft', 'sent', 'over', 'withdrawn')),
  -- Menus in their order, each { menu, title, choose }.
  menus jsonb not null,
  -- What answering takes one receiver at the most.
  minutes int not null check (minutes >= 0),
  over_asked_by uuid,
  over_ask_reason text,
  -- What was asked for, and decided on: a list that grew since has to ask again.
  over_minutes int,
  over_approved boolean,
  over_decided_by uuid,
  over_decided_at timestamptz,
  over_reason text,
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  sent_by uuid,
  sent_at timestamptz,
  withdraw_reason text,
  version int not null,
  primary key (county_id, worklist_id),
  unique (county_id, no),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index worklists_org_week on worklists (county_id, org_id, week_from);
create index worklists_week on worklists (county_id, week_from, state);

create table worklist_items (
  county_id int not null,
  item_id uuid not null,
  worklist_id uuid not null,
  org_id int not null,
  to_orgs int[] not null,
  position int not null,
  title text not null,
  menu int,
  -- { by: fact, factKind, pattern, measure, atLeast } or { by: answer, type, unit, choices, minutes }.
  demand jsonb not null,
  minutes int not null check (minutes >= 0),
  primary key (county_id, item_id),
  foreign key (county_id, worklist_id) references worklists (county_id, worklist_id)
);
create index worklist_items_list on worklist_items (county_id, worklist_id);

-- One row for each receiver: 收到 once, and what it picked from the menus. Nothing about reading.
create table worklist_receivers (
  county_id int not null,
  worklist_id uuid not null,
  org_id int not null,
  issuer_id int not null,
  receipt_by uuid,
  receipt_at timestamptz,
  picks uuid[] not null,
  primary key (county_id, worklist_id, org_id),
  foreign key (county_id, worklist_id) references worklists (county_id, worklist_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index worklist_receivers_org on worklist_receivers (county_id, org_id);

create table worklist_answers (
  county_id int not null,
  item_id uuid not null,
  org_id int not null,
  worklist_id uuid not null,
  issuer_id int not null,
  answer text not null,
  -- Of the first answer: a word put right later does not make it late.
  answered_by uuid not null,
  answered_at timestamptz not null,
  changed_at timestamptz,
  primary key (county_id, item_id, org_id),
  foreign key (county_id, item_id) references worklist_items (county_id, item_id),
  foreign key (county_id, worklist_id, org_id) references worklist_receivers (county_id, worklist_id, org_id)
);
create index worklist_answers_list on worklist_answers (county_id, worklist_id, org_id);

-- How many minutes a week may be asked of one organisation; the last row counts.
create table week_budgets (
  county_id int not null,
  budget_id uuid not null,
  minutes int not null check (minutes >= 0),
  reason text not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (county_id, budget_id),
  foreign key (county_id) references county (county_id)
);
create index week_budgets_last on week_budgets (county_id, set_at);

select distribute('worklists');
select distribute('worklist_items');
select distribute('worklist_receivers');
select distribute('worklist_answers');
select distribute('week_budgets');

alter table worklists enable row level security;
alter table worklists force row level security;
create policy tenant on worklists to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy asked on worklists for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and to_orgs && nullif(current_setting('app.org_list', true), '')::int[]
  );
grant select, insert, update, delete on worklists to zhibutong_app;

alter table worklist_items enable row level security;
alter table worklist_items force row level security;
create policy tenant on worklist_items to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy asked on worklist_items for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and to_orgs && nullif(current_setting('app.org_list', true), '')::int[]
  );
grant select, insert, update, delete on worklist_items to zhibutong_app;

alter table worklist_receivers enable row level security;
alter table worklist_receivers force row level security;
create policy tenant on worklist_receivers to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or issuer_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on worklist_receivers to zhibutong_app;

alter table worklist_answers enable row level security;
alter table worklist_answers force row level security;
create policy tenant on worklist_answers to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or issuer_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on worklist_answers to zhibutong_app;

alter table week_budgets enable row level security;
alter table week_budgets force row level security;
create policy tenant on week_budgets to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on week_budgets to zhibutong_app;

-- Duties of a group's leader: what an organisation has added to the product's own, and what a group has taken on, with
-- its area and term. Done or not is found in the group's activities at every reading.
create table group_duty_kinds (
  county_id int not null,
  kind_id uuid not null,
  org_id int not null,
  title text not null,
  pattern jsonb not null,
  period text not null check (period in ('week', 'month', 'quarter')),
  times int not null check (times > 0),
  added_by uuid not null,
  added_at timestamptz not null,
  ended_at timestamptz,
  primary key (county_id, kind_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index group_duty_kinds_org on group_duty_kinds (county_id, org_id);

create table group_duties (
  county_id int not null,
  group_duty_id uuid not null,
  org_id int not null,
  group_id int not null,
  leader_id uuid,
  -- As the catalogue said when it was assigned.
  title text not null,
  pattern jsonb not null,
  period text not null check (period in ('week', 'month', 'quarter')),
  times int not null check (times > 0),
  area text not null,
  valid_from date not null,
  valid_to date,
  assigned_by uuid not null,
  assigned_at timestamptz not null,
  ended_on date,
  end_reason text,
  primary key (county_id, group_duty_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, group_id) references organisations (county_id, org_id),
  foreign key (county_id, leader_id) references members (county_id, member_id)
);
create index group_duties_org on group_duties (county_id, org_id);
create index group_duties_group on group_duties (county_id, group_id);
create index group_duties_leader on group_duties (county_id, leader_id);

-- Who was put forward for the village's reserve, why, and who decided so. Nothing puts anybody forward by itself.
create table reserve_nominations (
  county_id int not null,
  nomination_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  reason text not null,
  decided_by text not null,
  decided_on date not null,
  nominated_by uuid not null,
  nominated_at timestamptz not null,
  withdrawn_at timestamptz,
  withdraw_reason text,
  primary key (county_id, nomination_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index reserve_nominations_org on reserve_nominations (county_id, org_id);
create index reserve_nominations_member on reserve_nominations (county_id, member_id);
create unique index reserve_nominations_once on reserve_nominations (county_id, member_id)
  where withdrawn_at is null;

-- Themed drives, and what was done under each: a tag on an activity or on an item of a list.
create table drives (
  county_id int not null,
  drive_id uuid not null,
  org_id int not null,
  name text not null,
  kind text not null check (kind in ('sign-and-answer-for', 'demonstration-post', 'carrier')),
  note text not null,
  valid_from date not null,
  valid_to date not null,
  started_by uuid not null,
  started_at timestamptz not null,
  ended_on date,
  end_reason text,
  primary key (county_id, drive_id),
  check (valid_from <= valid_to),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index drives_org on drives (county_id, org_id, valid_to);

create table drive_tags (
  county_id int not null,
  drive_id uuid not null,
  source_kind text not null check (source_kind in ('activity', 'worklist-item')),
  source_id uuid not null,
  org_id int not null,
  tagged_by uuid not null,
  tagged_at timestamptz not null,
  primary key (county_id, drive_id, source_kind, source_id),
  foreign key (county_id, drive_id) references drives (county_id, drive_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index drive_tags_source on drive_tags (county_id, source_id);
create index drive_tags_org on drive_tags (county_id, org_id);

select distribute('group_duty_kinds');
select distribute('group_duties');
select distribute('reserve_nominations');
select distribute('drives');
select distribute('drive_tags');

-- The words of a duty are no secret inside the county: a branch uses what its township has added.
alter table group_duty_kinds enable row level security;
alter table group_duty_kinds force row level security;
create policy tenant on group_duty_kinds to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on group_duty_kinds to zhibutong_app;

alter table group_duties enable row level security;
alter table group_duties force row level security;
create policy tenant on group_duties to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or group_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on group_duties to zhibutong_app;

alter table reserve_nominations enable row level security;
alter table reserve_nominations force row level security;
create policy tenant on reserve_nominations to zhibutong_app
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
grant select, insert, update on reserve_nominations to zhibutong_app;

alter table drives enable row level security;
alter table drives force row level security;
create policy tenant on drives to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on drives to zhibutong_app;

alter table drive_tags enable row level security;
alter table drive_tags force row level security;
create policy tenant on drive_tags to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, delete on drive_tags to zhibutong_app;
