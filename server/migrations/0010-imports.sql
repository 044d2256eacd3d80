-- A register that came as a file: read into rows, judged, accepted, and for a day undone.

create table imports (
  county_id int not null,
  import_id uuid not null,
  org_id int not null,
  file_id uuid not null,
  file_name text not null,
  state text not null check (state in ('reading', 'ready', 'applying', 'applied', 'undone', 'failed')),
  -- Rows read so far and in all, so that a closed tab finds its place again.
  rows_done int not null,
  rows_total int,
  summary jsonb not null,
  failure text,
  created_by uuid not null,
  created_at timestamptz not null,
  applied_at timestamptz,
  applied_by uuid,
  undone_at timestamptz,
  undone_by uuid,
  primary key (county_id, import_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, file_id) references files (county_id, file_id)
);
create index imports_org on imports (county_id, org_id, created_at);
create index imports_file on imports (county_id, file_id);

create table import_rows (
  county_id int not null,
  import_id uuid not null,
  line int not null,
  org_id int not null,
  verdict text not null check (verdict in ('add', 'change', 'same', 'refuse', 'duplicate', 'elsewhere')),
  accepted boolean not null,
  member_id uuid,
  -- The row as it came, as it was before, and the differences: sealed, they hold ID numbers.
  values_sealed bytea not null,
  before_sealed bytea,
  -- Keys and problem codes only.
  problems jsonb not null,
  changed_keys text[] not null,
  -- The member's version that this import made; an undo is refused where it has moved on.
  made_version int,
  primary key (county_id, import_id, line),
  foreign key (county_id, import_id) references imports (county_id, import_id)
);
create index import_rows_member on import_rows (county_id, member_id);

-- A person found in another branch: never moved by an import, put before the level above.
create table transfer_proposals (
  county_id int not null,
  proposal_id uuid not null,
  org_id int not null,
  from_org_id int not null,
  to_org_id int not null,
  member_id uuid not null,
  import_id uuid,
  state text not null check (state in ('waiting', 'dismissed', 'accepted')),
  created_by uuid not null,
  created_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  note text,
  primary key (county_id, proposal_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, from_org_id) references organisations (county_id, org_id),
  foreign key (county_id, to_org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, import_id) references imports (county_id, import_id)
);
create index transfer_proposals_org on transfer_proposals (county_id, org_id, state);
create index transfer_proposals_from on transfer_proposals (county_id, from_org_id);
create index transfer_proposals_to on transfer_proposals (county_id, to_org_id);
create index transfer_proposals_member on transfer_proposals (county_id, member_id);
create index transfer_proposals_import on transfer_proposals (county_id, import_id);

select distribute('imports');
select distribute('import_rows');
select distribute('transfer_proposals');

alter table imports enable row level security;
alter table imports force row level security;
create policy tenant on imports to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id = any (nullif(current_setting('app.orgs', true), '')::int[])
    )
  );
grant select, insert, update on imports to zhibutong_app;

alter table import_rows enable row level security;
alter table import_rows force row level security;
create policy tenant on import_rows to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id = any (nullif(current_setting('app.orgs', true), '')::int[])
    )
  );
grant select, insert, update on import_rows to zhibutong_app;

alter table transfer_proposals enable row level security;
alter table transfer_proposals force row level security;
create policy tenant on transfer_proposals to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id = any (nullif(current_setting('app.orgs', true), '')::int[])
    )
  );
grant select, insert, update on transfer_proposals to zhibutong_app;
