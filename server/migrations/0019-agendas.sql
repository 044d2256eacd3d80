-- What a meeting has to begin with and what it may choose from; who teaches and where; what it gives people to do.

-- A row is one version: what takes its place ends it the day before.
create table agenda_templates (
  county_id int not null,
  template_id uuid not null,
  org_id int not null,
  reach text not null check (reach in ('self', 'below')),
  kind text not null,
  name text not null,
  opens boolean not null,
  -- Items in their order, each { itemId, kind, title, use, minutes, ledRole, topic, mode, note }.
  items jsonb not null,
  free int not null check (free >= 0),
  note text,
  valid_from date not null,
  valid_to date,
  end_reason text,
  ended_by uuid,
  ended_at timestamptz,
  declared_by uuid not null,
  declared_at timestamptz not null,
  primary key (county_id, template_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index agenda_templates_org on agenda_templates (county_id, org_id, kind);
create index agenda_templates_kind on agenda_templates (county_id, kind, valid_from);

create table teaching (
  county_id int not null,
  teaching_id uuid not null,
  org_id int not null,
  sort text not null check (sort in ('lecturer', 'site', 'topic')),
  kind text not null,
  name text not null,
  detail text,
  added_by uuid not null,
  added_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, teaching_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index teaching_org on teaching (county_id, org_id);
create unique index teaching_once on teaching (county_id, org_id, sort, name) where ended_at is null;

-- What the agenda in force asked and the parts did not have, as it was when planned, changed or recorded; each
-- { itemId, title, sentence }.
alter table activities add column lacking jsonb not null default '[]';

create table meeting_tasks (
  county_id int not null,
  task_id uuid not null,
  activity_id uuid not null,
  -- Who held the meeting.
  org_id int not null,
  what text not null,
  owner_member uuid,
  owner_account uuid,
  due_on date not null,
  state text not null check (state in ('open', 'done', 'withdrawn')),
  assigned_by uuid not null,
  assigned_at timestamptz not null,
  settled_by uuid,
  settled_at timestamptz,
  settled_note text,
  primary key (county_id, task_id),
  check ((owner_member is null) <> (owner_account is null)),
  foreign key (county_id, activity_id) references activities (county_id, activity_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, owner_member) references members (county_id, member_id)
);
create index meeting_tasks_activity on meeting_tasks (county_id, activity_id);
create index meeting_tasks_org on meeting_tasks (county_id, org_id, state, due_on);
create index meeting_tasks_member on meeting_tasks (county_id, owner_member);
create index meeting_tasks_account on meeting_tasks (county_id, owner_account);

select distribute('agenda_templates');
select distribute('teaching');
select distribute('meeting_tasks');

-- What is asked, and who teaches, is no secret to who is signed in: a branch goes by what its township has declared.
alter table agenda_templates enable row level security;
alter table agenda_templates force row level security;
create policy tenant on agenda_templates to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy everyone_reads on agenda_templates for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert on agenda_templates to zhibutong_app;
grant update (valid_to, end_reason, ended_by, ended_at) on agenda_templates to zhibutong_app;

alter table teaching enable row level security;
alter table teaching force row level security;
create policy tenant on teaching to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy everyone_reads on teaching for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert, update on teaching to zhibutong_app;

-- Who is posted to a village as its resident cadre is no secret there, though the posting stands above the branch.
create policy resident on grants for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and role = 'resident-cadre'
    and nullif(current_setting('app.account', true), '') is not null
  );

alter table meeting_tasks enable row level security;
alter table meeting_tasks force row level security;
create policy tenant on meeting_tasks to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or owner_member = nullif(current_setting('app.member', true), '')::uuid
      or owner_account = nullif(current_setting('app.account', true), '')::uuid
    )
  );
grant select, insert, update on meeting_tasks to zhibutong_app;
