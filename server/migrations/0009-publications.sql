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
  -- What was seen when it was prepared; the public sees this and nothing else. No ids in it.
  snapshot jsonb not null,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  reviewed_by uuid,
  reviewer_name text,
  -- Given when it is published, not before.
  address text,
  published_on date,
  closes_on date,
  -- The last day on which the page answers: what is published of persons goes by itself.
  expires_on date,
  withdrawn_on date,
  version int not null,
  primary key (county_id, publication_id),
  unique (county_id, address),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
create index publications_org on publications (county_id, org_id, period_from);
create index publications_procedure on publications (county_id, procedure_id);

-- Made with the list, opened with its publication: from then on whoever reads it may object, until the last day or
-- the withdrawal.
create table objection_windows (
  county_id int not null,
  window_id uuid not null,
  org_id int not null,
  title text not null,
  -- Where the office looks at the list, below its entry.
  page text not null,
  -- Of the figures: their period, and when they were drawn up; what was posted since is a correction.
  period_from date not null,
  period_to date not null,
  figures_at timestamptz not null,
  address text,
  opens_on date,
  closes_on date,
  closed_on date,
  primary key (county_id, window_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index objection_windows_org on objection_windows (county_id, org_id, closes_on);

-- Whom a row of the publication is about and from which facts it came; the public never reaches this.
create table objection_figures (
  county_id int not null,
  window_id uuid not null,
  row_no int not null,
  org_id int not null,
  member_id uuid not null,
  -- The entries of the row in their order on the page: fact and rule at one place of the two lists.
  fact_ids uuid[] not null,
  rule_ids int[] not null,
  primary key (county_id, window_id, row_no),
  foreign key (county_id, window_id) references objection_windows (county_id, window_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index objection_figures_member on objection_figures (county_id, member_id);

create table objections (
  county_id int not null,
  objection_id uuid not null,
  org_id int not null,
  -- The publication that it is about, and the row and entry of it as they stand on the page.
  window_id uuid,
  row_no int,
  fact_no int,
  -- The member and the entry, as far as they were known when it was raised.
  member_id uuid,
  fact_id uuid,
  rule_id int,
  raised_by uuid,
  recorded_by uuid,
  channel text not null check (channel in ('account', 'public-page', 'in-person', 'telephone', 'paper')),
  -- Of the public page through which it came.
  address text,
  -- How an objector without an account wants to be answered; sealed.
  contact_sealed bytea,
  body text not null,
  raised_at timestamptz not null,
  procedure_id uuid not null,
  answer text,
  upheld boolean,
  -- The record that was corrected: the answer leads to it.
  correction_kind text check (correction_kind in ('activity', 'honour', 'hand-entry', 'appraisal', 'revisit')),
  correction_id uuid,
  answered_by uuid,
  answered_at timestamptz,
  -- The second instance: the organisation above that answers it, what was said against the answer, and the last word.
  appeal_org_id int,
  appeal_channel text check (appeal_channel in ('account', 'public-page', 'in-person', 'telephone', 'paper')),
  appeal_body text,
  appealed_at timestamptz,
  appeal_answer text,
  appeal_correction_kind text check (appeal_correction_kind in ('activity', 'honour', 'hand-entry', 'appraisal', 'revisit')),
  appeal_correction_id uuid,
  appeal_answered_by uuid,
  appeal_answered_at timestamptz,
  primary key (county_id, objection_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, appeal_org_id) references organisations (county_id, org_id),
  foreign key (county_id, window_id) references objection_windows (county_id, window_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, fact_id) references facts (county_id, fact_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
create index objections_org on objections (county_id, org_id, raised_at);
create index objections_raised on objections (county_id, raised_by);
create index objections_window on objections (county_id, window_id);
create index objections_fact on objections (county_id, fact_id);
create index objections_member on objections (county_id, member_id);
create index objections_procedure on objections (county_id, procedure_id);
create index objections_appeal on objections (county_id, appeal_org_id);

-- What the page says beside a figure: somebody objects, it was answered, it was corrected. No word of who or what.
create table objection_marks (
  county_id int not null,
  window_id uuid not null,
  objection_id uuid not null,
  org_id int not null,
  address text not null,
  row_no int,
  fact_no int,
  state text not null check (state in ('open', 'kept', 'corrected')),
  -- By how much the row's total has changed since it was drawn up, in hundredths.
  change int,
  raised_at timestamptz not null,
  primary key (county_id, window_id, objection_id),
  foreign key (county_id, window_id) references objection_windows (county_id, window_id),
  foreign key (county_id, objection_id) references objections (county_id, objection_id)
);
create index objection_marks_objection on objection_marks (county_id, objection_id);

-- What came through the public page against an answer. The page cannot look into the objection: the product's own hand
-- takes it one level up, or says that the days were over.
create table public_appeals (
  county_id int not null,
  objection_id uuid not null,
  org_id int not null,
  address text not null,
  body text not null,
  sent_at timestamptz not null,
  state text not null check (state in ('sent', 'taken', 'late')),
  primary key (county_id, objection_id),
  foreign key (county_id, objection_id) references objections (county_id, objection_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index public_appeals_org on public_appeals (county_id, org_id);
create index public_appeals_waiting on public_appeals (county_id, sent_at) where state = 'sent';

select distribute('publications');
select distribute('objection_windows');
select distribute('objection_figures');
select distribute('objections');
select distribute('objection_marks');
select distribute('public_appeals');

alter table publications enable row level security;
alter table publications force row level security;
create policy tenant on publications to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on publications to zhibutong_app;
-- Without an account: this one address, and only while it stands.
create policy public_read on publications for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and published_on is not null
    and withdrawn_on is null
  );

alter table objection_windows enable row level security;
alter table objection_windows force row level security;
create policy tenant on objection_windows to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on objection_windows to zhibutong_app;
create policy public_read on objection_windows for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
  );

alter table objection_figures enable row level security;
alter table objection_figures force row level security;
create policy tenant on objection_figures to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, delete on objection_figures to zhibutong_app;

alter table objections enable row level security;
alter table objections force row level security;
create policy tenant on objections to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on objections to zhibutong_app;
-- Who objected sees the own objection wherever it went; the member whom it is about does not see who objected.
create policy own on objections for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and raised_by = nullif(current_setting('app.account', true), '')::uuid
  );
create policy own_insert on objections for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and raised_by = nullif(current_setting('app.account', true), '')::uuid
  );
-- Whoever objected may appeal, also where the branch is not in reach.
create policy own_update on objections for update to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and raised_by = nullif(current_setting('app.account', true), '')::uuid
  );
-- The public page puts in and reads nothing back.
create policy public_insert on objections for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and channel = 'public-page'
  );

alter table objection_marks enable row level security;
alter table objection_marks force row level security;
create policy tenant on objection_marks to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on objection_marks to zhibutong_app;
create policy public_read on objection_marks for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
  );
create policy public_insert on objection_marks for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and state = 'open'
  );

alter table public_appeals enable row level security;
alter table public_appeals force row level security;
create policy tenant on public_appeals to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on public_appeals to zhibutong_app;
create policy public_read on public_appeals for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
  );
create policy public_insert on public_appeals for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and state = 'sent'
  );

-- An objection opens its procedure, also from the public page and by a member whose branch is not in reach.
create policy own_objection on procedures for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'objection'
    and opened_by = nullif(current_setting('app.account', true), '')::uuid
  );
create policy own_objection_insert on procedures for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'objection'
    and opened_by = nullif(current_setting('app.account', true), '')::uuid
  );
create policy own_objection_update on procedures for update to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'objection'
    and opened_by = nullif(current_setting('app.account', true), '')::uuid
  );
create policy public_objection on procedures for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'objection'
    and opened_by is null
    and nullif(current_setting('app.address', true), '') is not null
  );
create policy own_objection on procedure_steps for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (step = 'raise' and step_no = 1 or step = 'appeal')
    and taken_by = nullif(current_setting('app.account', true), '')::uuid
  );
-- The history of the own objection, from which the next step takes its number.
create policy own_objection_read on procedure_steps for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'objection'
    and opened_by = nullif(current_setting('app.account', true), '')::uuid
  );
create policy public_objection on procedure_steps for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and step = 'raise'
    and step_no = 1
    and taken_by is null
    and nullif(current_setting('app.address', true), '') is not null
  );
