-- A list that two people put before the public for a stated time, and what is objected to it.

create table publications (
  county_id int not null,
  publication_id uuid not null,
  org_id int not null,
  kind text not null check (kind in ('points-board')),
  title text not null,
  period_from date not null,
  period_to date not null,
  procedure_id uuid not null,
  -- What was seen when it was prepared; the public sees this and nothing else.
  snapshot jsonb not null,
  address text not null,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  reviewed_by uuid,
  published_on date,
  closes_on date,
  withdrawn_on date,
  version int not null,
  primary key (county_id, publication_id),
  unique (county_id, address),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
create index publications_org on publications (county_id, org_id, period_from);
create index publications_procedure on publications (county_id, procedure_id);

create table objections (
  county_id int not null,
  objection_id uuid not null,
  org_id int not null,
  -- The member whose entry it is about, who need not be the one who objects.
  member_id uuid,
  publication_id uuid,
  fact_id uuid,
  rule_id int,
  raised_by uuid,
  -- How an objector without an account wants to be answered; sealed.
  contact_sealed bytea,
  channel text not null check (channel in ('account', 'public-page', 'in-person', 'telephone', 'paper')),
  body text not null,
  raised_at timestamptz not null,
  procedure_id uuid not null,
  answer text,
  upheld boolean,
  answered_by uuid,
  answered_at timestamptz,
  primary key (county_id, objection_id),
  foreign key (county_id, publication_id) references publications (county_id, publication_id),
  foreign key (county_id, fact_id) references facts (county_id, fact_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
create index objections_org on objections (county_id, org_id, raised_at);
create index objections_publication on objections (county_id, publication_id);
create index objections_fact on objections (county_id, fact_id);
create index objections_member on objections (county_id, member_id);
create index objections_procedure on objections (county_id, procedure_id);

select distribute('publications');
select distribute('objections');

alter table publications enable row level security;
alter table publications force row level security;
create policy tenant on publications to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id = any (nullif(current_setting('app.orgs', true), '')::int[])
      or address = nullif(current_setting('app.address', true), '')
    )
  );
grant select, insert, update on publications to zhibutong_app;

alter table objections enable row level security;
alter table objections force row level security;
create policy tenant on objections to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id = any (nullif(current_setting('app.orgs', true), '')::int[])
      or member_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert, update on objections to zhibutong_app;
