-- Enterprises of a grid that no organ runs, who was sent to them, what a quarterly revisit found and what followed.

create table enterprises (
  county_id int not null,
  enterprise_id uuid not null,
  -- The grid.
  org_id int not null,
  name text not null,
  address text not null,
  contact_sealed bytea,
  staff_count int not null check (staff_count between 0 and 100000),
  member_count int not null check (member_count between 0 and 10000),
  is_organised boolean not null,
  attached_org_id int,
  instructor_id uuid,
  liaison_id uuid,
  version int not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  closed_on date,
  primary key (county_id, enterprise_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, attached_org_id) references organisations (county_id, org_id),
  foreign key (county_id, instructor_id) references members (county_id, member_id),
  foreign key (county_id, liaison_id) references members (county_id, member_id)
);
create unique index enterprises_name on enterprises (county_id, org_id, name) where closed_on is null;
create index enterprises_org on enterprises (county_id, org_id);
create index enterprises_attached on enterprises (county_id, attached_org_id);
create index enterprises_instructor on enterprises (county_id, instructor_id);
create index enterprises_liaison on enterprises (county_id, liaison_id);

-- What was found on one day: one a quarter. Who was sent there is kept as it was then.
create table enterprise_revisits (
  county_id int not null,
  revisit_id uuid not null,
  enterprise_id uuid not null,
  -- As it was called then: who was sent there reads it here and nothing else of the enterprise.
  enterprise_name text not null,
  org_id int not null,
  quarter_on date not null,
  visited_on date not null,
  member_count int not null,
  is_organised boolean not null,
  answers jsonb not null,
  grade text not null check (grade in ('good', 'fair', 'weak')),
  note text,
  instructor_id uuid,
  liaison_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  version int not null default 1,
  correct_reason text,
  corrected_by uuid,
  corrected_at timestamptz,
  primary key (county_id, revisit_id),
  foreign key (county_id, enterprise_id) references enterprises (county_id, enterprise_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, instructor_id) references members (county_id, member_id),
  foreign key (county_id, liaison_id) references members (county_id, member_id)
);
create unique index enterprise_revisits_once on enterprise_revisits (county_id, enterprise_id, quarter_on);
create index enterprise_revisits_org on enterprise_revisits (county_id, org_id);
create index enterprise_revisits_instructor on enterprise_revisits (county_id, instructor_id);
create index enterprise_revisits_liaison on enterprise_revisits (county_id, liaison_id);

-- What a revisit ordered: one of a kind at a time, each with its day.
create table enterprise_orders (
  county_id int not null,
  order_id uuid not null,
  enterprise_id uuid not null,
  org_id int not null,
  revisit_id uuid not null,
  kind text not null check (kind in ('retrain', 'mend', 'set-up', 'attach')),
  ordered_on date not null,
  due_on date not null,
  done_on date,
  done_by uuid,
  note text,
  primary key (county_id, order_id),
  foreign key (county_id, enterprise_id) references enterprises (county_id, enterprise_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, revisit_id) references enterprise_revisits (county_id, revisit_id)
);
create unique index enterprise_orders_open on enterprise_orders (county_id, enterprise_id, kind) where done_on is null;
create index enterprise_orders_enterprise on enterprise_orders (county_id, enterprise_id);
create index enterprise_orders_org on enterprise_orders (county_id, org_id);
create index enterprise_orders_revisit on enterprise_orders (county_id, revisit_id);

select distribute('enterprises');
select distribute('enterprise_revisits');
select distribute('enterprise_orders');

alter table enterprises enable row level security;
alter table enterprises force row level security;
create policy tenant on enterprises to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on enterprises to zhibutong_app;

alter table enterprise_revisits enable row level security;
alter table enterprise_revisits force row level security;
create policy tenant on enterprise_revisits to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or instructor_id = nullif(current_setting('app.member', true), '')::uuid
      or liaison_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on enterprise_revisits to zhibutong_app;

alter table enterprise_orders enable row level security;
alter table enterprise_orders force row level security;
create policy tenant on enterprise_orders to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on enterprise_orders to zhibutong_app;
