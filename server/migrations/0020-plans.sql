-- The year of a branch, planned: templates from above, what each plan holds, and what has become of each occurrence.

-- A template is written by whoever asks for something below, published once, and then never changed but withdrawn.
create table plan_templates (
  county_id int not null,
  template_id uuid not null,
  org_id int not null,
  year int not null,
  name text not null,
  note text,
  -- Whose plans are made from it.
  org_kinds text[] not null,
  -- Entries in their order, each as the contract's templateEntry.
  entries jsonb not null,
  -- Parts of the year, each { title, from, to, goal }.
  stages jsonb not null,
  state text not null check (state in ('draft', 'published', 'withdrawn')),
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  version int not null,
  primary key (county_id, template_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index plan_templates_org on plan_templates (county_id, org_id, year);

create table year_plans (
  county_id int not null,
  plan_id uuid not null,
  org_id int not null,
  year int not null,
  template_id uuid,
  state text not null check (state in ('draft', 'adopted')),
  made_by uuid not null,
  made_at timestamptz not null,
  adopted_by uuid,
  adopted_at timestamptz,
  version int not null,
  primary key (county_id, plan_id),
  -- One plan a year.
  unique (county_id, org_id, year),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, template_id) references plan_templates (county_id, template_id)
);
create index year_plans_template on year_plans (county_id, template_id);

-- What is planned, as a rule of RFC 5545 inside these days. What is changed from one occurrence on ends this entry and
-- begins another.
create table plan_items (
  county_id int not null,
  item_id uuid not null,
  plan_id uuid not null,
  -- Who holds it: the organisation of the plan or a group of it.
  org_id int not null,
  -- None: a reminder without a roll.
  kind text,
  title text not null,
  theme text,
  work text,
  led_by text,
  rrule text not null,
  shift text not null check (shift in ('before', 'after', 'none')),
  starts_at time,
  ends_at time,
  place text,
  note text,
  from_day date not null,
  to_day date not null,
  -- The order in which it was planned.
  place_no int not null,
  removed_at timestamptz,
  primary key (county_id, item_id),
  foreign key (county_id, plan_id) references year_plans (county_id, plan_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index plan_items_plan on plan_items (county_id, plan_id);
create index plan_items_org on plan_items (county_id, org_id);

-- What has become of a day that the rule names: moved, called off, or an activity. A day without a row is as the rule
-- says; that there is one row a day is what makes no activity twice.
create table plan_occurrences (
  county_id int not null,
  item_id uuid not null,
  slot date not null,
  org_id int not null,
  -- Where somebody moved it; none: where the rule and the calendar put it.
  day date,
  starts_at time,
  ends_at time,
  place text,
  activity_id uuid,
  cancel_reason text,
  changed_by uuid not null,
  changed_at timestamptz not null,
  primary key (county_id, item_id, slot),
  foreign key (county_id, item_id) references plan_items (county_id, item_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);
create unique index plan_occurrences_activity on plan_occurrences (county_id, activity_id);

select distribute('plan_templates');
select distribute('year_plans');
select distribute('plan_items');
select distribute('plan_occurrences');

-- A template is no secret to who is signed in; whose draft it is, the application asks.
alter table plan_templates enable row level security;
alter table plan_templates force row level security;
create policy tenant on plan_templates to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy everyone_reads on plan_templates for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert, update on plan_templates to zhibutong_app;

alter table year_plans enable row level security;
alter table year_plans force row level security;
create policy tenant on year_plans to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on year_plans to zhibutong_app;

alter table plan_items enable row level security;
alter table plan_items force row level security;
create policy tenant on plan_items to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on plan_items to zhibutong_app;

alter table plan_occurrences enable row level security;
alter table plan_occurrences force row level security;
create policy tenant on plan_occurrences to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on plan_occurrences to zhibutong_app;
