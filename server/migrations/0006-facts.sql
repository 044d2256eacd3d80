-- The spine. A fact is never changed: a correction voids it and records another.

create table facts (
  county_id int not null,
  fact_id uuid not null,
  kind text not null,
  day date not null,
  -- Whom it is about; an organisation's own facts have no member.
  member_id uuid,
  org_id int not null,
  -- The member's group on the day of recording: its leader has the first word where two are asked.
  group_id int,
  -- How much, in hundredths of the unit that the kind names.
  quantity int,
  -- What rules may look at, `who` among it: branch, post, age … frozen on the day of recording.
  attrs jsonb not null,
  source_kind text not null,
  source_id uuid not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_id, fact_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index facts_kind_day on facts (county_id, kind, day);
create index facts_member_day on facts (county_id, member_id, day);
create index facts_org_day on facts (county_id, org_id, day);
create index facts_source on facts (county_id, source_id);

create table fact_voids (
  county_id int not null,
  fact_id uuid not null,
  org_id int not null,
  group_id int,
  member_id uuid,
  voided_by uuid not null,
  voided_at timestamptz not null,
  reason text not null,
  replaced_by uuid,
  primary key (county_id, fact_id),
  foreign key (county_id, fact_id) references facts (county_id, fact_id),
  foreign key (county_id, replaced_by) references facts (county_id, fact_id)
);
create index fact_voids_replaced on fact_voids (county_id, replaced_by);

select distribute('facts');
select distribute('fact_voids');

alter table facts enable row level security;
alter table facts force row level security;
-- Coalesced for the planner alone: it takes a policy to let one row in seventy pass, and would lay the whole of a
-- county's year into memory as the smaller side of a join.
create policy tenant on facts to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and coalesce(
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or group_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid,
      false
    )
  );
grant select, insert on facts to zhibutong_app;

alter table fact_voids enable row level security;
alter table fact_voids force row level security;
create policy tenant on fact_voids to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or group_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert on fact_voids to zhibutong_app;
