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
