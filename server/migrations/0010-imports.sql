-- A register that came as a file: read into rows, judged, accepted, and for a day undone.

create table imports (
  county_id int not null,
  import_id uuid not null,
  -- A branch or a grid, or what stands above several.
  org_id int not null,
  -- Which register: of members, for a branch; of households, for a grid.
  what text not null check (what in ('members', 'households')),
  -- None once it is forgotten: the file holds ID numbers.
  file_id uuid,
  file_name text not null,
  state text not null check (state in (
    'reading', 'ready', 'applying', 'applied', 'undoing', 'undone', 'failed', 'discarded'
  )),
  -- Raised with every job: what an older job still wants to write for it is refused.
  attempt int not null,
  -- Rows of the work under way and in all, so that a closed tab finds its place again.
  rows_done int not null,
  rows_total int,
  -- Columns that were found, and what it came to: ids, headers and counts, no person.
  summary jsonb not null,
  -- Why it could not be read or applied: a sentence, and the lines it is about.
  failure text,
  failed_lines int[] not null,
  -- The last day on which file and rows are kept.
  expires_on date not null,
  created_by uuid not null,
  created_at timestamptz not null,
  -- When the job last moved on.
  moved_at timestamptz not null,
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
  -- The import's organisation, which sees the row.
  org_id int not null,
  -- The branch or the grid that the row is for, where it is known.
  to_org_id int,
  verdict text not null check (verdict in ('add', 'change', 'same', 'refuse', 'duplicate', 'elsewhere')),
  -- Somebody must look at this very row before it is taken: it may be another person.
  suggested boolean not null,
  accepted boolean not null,
  -- A person has said whether it is to be taken.
  decided boolean not null,
  -- Which member or household it was found to be, or was entered from it.
  subject_id uuid,
  -- The version that the differences are against.
  base_version int,
  -- The version that this import made; an undo is refused where it has moved on.
  made_version int,
  -- What the row says, what would change, of a refused row its cells: sealed, they hold ID numbers.
  row_sealed bytea not null,
  -- What the columns were before.
  before_sealed bytea,
  -- Column keys, headers and problem codes only.
  problems jsonb not null,
  primary key (county_id, import_id, line),
  foreign key (county_id, import_id) references imports (county_id, import_id)
);
create index import_rows_verdict on import_rows (county_id, import_id, verdict, line);
create index import_rows_subject on import_rows (county_id, subject_id);

-- A person found in another branch: never moved by an import, put before the level above both branches. Who asked does
-- not learn where the person is, so that the branch is read from the member by whoever decides.
create table transfer_proposals (
  county_id int not null,
  proposal_id uuid not null,
  -- Where it was asked.
  org_id int not null,
  to_org_id int not null,
  -- Known when it has been decided.
  from_org_id int,
  member_id uuid not null,
  import_id uuid,
  line int,
  state text not null check (state in ('waiting', 'dismissed', 'accepted', 'withdrawn')),
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
create index transfer_proposals_import on transfer_proposals (county_id, import_id, line);
-- Asked again before it was answered: still one question.
create unique index transfer_proposals_waiting on transfer_proposals (county_id, member_id, to_org_id)
  where state = 'waiting';

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
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
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
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update, delete on import_rows to zhibutong_app;

alter table transfer_proposals enable row level security;
alter table transfer_proposals force row level security;
create policy tenant on transfer_proposals to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on transfer_proposals to zhibutong_app;

-- A plan is made for as many rows as the engine has last counted: after a mass import that is an empty table, until
-- autovacuum comes by. Only a table's owner may have it counted (the right can be given from version 17 on), so the
-- owner lends this one act.
create function count_register_rows() returns void
  language plpgsql security definer set search_path = pg_catalog, public
  as $$
begin
  analyze public.members, public.member_events, public.identity_locators, public.import_rows;
end
$$;
revoke all on function count_register_rows() from public;
grant execute on function count_register_rows() to zhibutong_platform;
