-- The Word template in which an organisation and those below it print their minutes; every version that was uploaded.
create table minutes_templates (
  county_id int not null,
  template_id uuid not null,
  org_id int not null,
  name text not null,
  -- At most 1 MB, sealed like every file: what somebody else put into it is not known.
  content bytea not null,
  uploaded_by uuid not null,
  uploaded_at timestamptz not null,
  enforced_at timestamptz,
  in_force boolean not null default false,
  primary key (county_id, template_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index minutes_templates_org on minutes_templates (county_id, org_id, uploaded_at);
create unique index minutes_templates_in_force on minutes_templates (county_id, org_id) where in_force;
select distribute('minutes_templates');

alter table minutes_templates enable row level security;
alter table minutes_templates force row level security;
create policy tenant on minutes_templates to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
-- What an organisation above has put in force is what those below print in; it holds nobody's data.
create policy everyone_reads on minutes_templates for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
    and in_force
  );
grant select, insert, update on minutes_templates to zhibutong_app;
