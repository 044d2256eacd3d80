-- One table of running procedures and one of their steps; what the steps are is data in code (core/procedure).

create table procedures (
  county_id int not null,
  procedure_id uuid not null,
  kind text not null,
  subject_id uuid not null,
  org_id int not null,
  member_id uuid,
  state text not null,
  opened_by uuid,
  opened_at timestamptz not null,
  -- The day by which the next step is due, by the working-day calendar; none when closed.
  due_on date,
  closed_at timestamptz,
  version int not null,
  primary key (county_id, procedure_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index procedures_due on procedures (county_id, org_id, due_on) where closed_at is null;
create index procedures_org on procedures (county_id, org_id);
create index procedures_subject on procedures (county_id, subject_id);

create table procedure_steps (
  county_id int not null,
  procedure_id uuid not null,
  step_no int not null,
  org_id int not null,
  member_id uuid,
  -- Of the procedure, for policies, which look at their own row only.
  kind text not null,
  opened_by uuid,
  step text not null,
  from_state text not null,
  to_state text not null,
  taken_by uuid,
  taken_at timestamptz not null,
  note text,
  -- Instead of the note where a procedure's words are for two people alone.
  note_sealed bytea,
  detail jsonb not null,
  primary key (county_id, procedure_id, step_no),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);

select distribute('procedures');
select distribute('procedure_steps');

alter table procedures enable row level security;
alter table procedures force row level security;
create policy tenant on procedures to zhibutong_app
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
grant select, insert, update on procedures to zhibutong_app;

alter table procedure_steps enable row level security;
alter table procedure_steps force row level security;
create policy tenant on procedure_steps to zhibutong_app
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
grant select, insert on procedure_steps to zhibutong_app;
