-- The yearly selection of outstanding members (年度评优): candidates, their votes, the list, and the awards.

create table selections (
  county_id int not null,
  selection_id uuid not null,
  org_id int not null,
  procedure_id uuid not null,
  title text not null,
  year int not null,
  quota int,
  -- Who may stand: holders of a post of service, those with points enough; in hundredths, the opener's own value.
  post_gate boolean not null,
  minimum_points int,
  admits_probationary boolean not null,
  method text not null check (method in ('vote', 'decision')),
  nominate_until date not null,
  -- The result, as it was recorded last.
  activity_id uuid,
  entitled int,
  present int,
  decision text,
  opened_by uuid not null,
  opened_at timestamptz not null,
  primary key (county_id, selection_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);
create index selections_org on selections (county_id, org_id, year);
create index selections_procedure on selections (county_id, procedure_id);
create index selections_activity on selections (county_id, activity_id);

-- A candidate stands for the branch of the day of the nomination. What decides who may stand is asked anew each time.
create table selection_candidates (
  county_id int not null,
  candidate_id uuid not null,
  selection_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  reason text not null,
  nominated_by uuid not null,
  nominated_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_note text,
  votes_for int,
  votes_against int,
  votes_abstain int,
  chosen boolean,
  primary key (county_id, candidate_id),
  foreign key (county_id, selection_id) references selections (county_id, selection_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create unique index selection_candidates_once on selection_candidates (county_id, selection_id, member_id)
  where withdrawn_at is null;
create index selection_candidates_selection on selection_candidates (county_id, selection_id);
create index selection_candidates_org on selection_candidates (county_id, org_id);
create index selection_candidates_member on selection_candidates (county_id, member_id);

-- Every ballot that was counted, also one in which nobody was chosen; no vote of anybody, only counts.
create table selection_ballots (
  county_id int not null,
  selection_id uuid not null,
  round int not null,
  org_id int not null,
  activity_id uuid,
  held_on date not null,
  entitled int not null,
  present int not null,
  -- By candidate: for, against, abstained.
  tallies jsonb not null,
  -- Why it chose nobody: nobody had the majority, or some were level at the last place.
  failed text check (failed in ('majority', 'level')),
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_id, selection_id, round),
  foreign key (county_id, selection_id) references selections (county_id, selection_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index selection_ballots_org on selection_ballots (county_id, org_id);

-- One for each result that was recorded: the public sees the snapshot of the one that was published, and nothing else.
create table selection_lists (
  county_id int not null,
  list_id uuid not null,
  selection_id uuid not null,
  org_id int not null,
  snapshot jsonb not null,
  drawn_by uuid not null,
  drawn_at timestamptz not null,
  reviewer_name text,
  address text,
  published_on date,
  closes_on date,
  expires_on date,
  withdrawn_on date,
  primary key (county_id, list_id),
  unique (county_id, address),
  foreign key (county_id, selection_id) references selections (county_id, selection_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index selection_lists_selection on selection_lists (county_id, selection_id, drawn_at);
create index selection_lists_org on selection_lists (county_id, org_id);

-- Taken back with a reason, never deleted: an award that was given has been given.
create table awards (
  county_id int not null,
  award_id uuid not null,
  selection_id uuid not null,
  candidate_id uuid not null,
  -- The member's branch, which may read it; who gave it stands apart.
  org_id int not null,
  member_id uuid not null,
  issuer_id int not null,
  issuer text not null,
  title text not null,
  year int not null,
  level text check (level in ('national', 'province', 'city', 'district', 'town', 'village')),
  awarded_on date not null,
  prize text,
  certificate_no text not null,
  -- At most one honour comes of an award, and so its points are given once.
  honour_id uuid,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (county_id, award_id),
  unique (county_id, candidate_id),
  unique (county_id, certificate_no),
  unique (county_id, honour_id),
  foreign key (county_id, selection_id) references selections (county_id, selection_id),
  foreign key (county_id, candidate_id) references selection_candidates (county_id, candidate_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, issuer_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, honour_id) references honours (county_id, honour_id)
);
create index awards_selection on awards (county_id, selection_id);
create index awards_org on awards (county_id, org_id, awarded_on);
create index awards_issuer on awards (county_id, issuer_id);
create index awards_member on awards (county_id, member_id);

select distribute('selections');
select distribute('selection_candidates');
select distribute('selection_ballots');
select distribute('selection_lists');
select distribute('awards');

-- That a selection runs, and by which terms, is no secret from the members of the county: those of the branches below
-- take part in it. It holds nobody's data. A reader of a public page has no account and sees none of it.
alter table selections enable row level security;
alter table selections force row level security;
create policy tenant on selections to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
create policy members_read on selections for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert, update on selections to zhibutong_app;

alter table selection_candidates enable row level security;
alter table selection_candidates force row level security;
create policy tenant on selection_candidates to zhibutong_app
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
grant select, insert, update on selection_candidates to zhibutong_app;

alter table selection_ballots enable row level security;
alter table selection_ballots force row level security;
create policy tenant on selection_ballots to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on selection_ballots to zhibutong_app;

alter table selection_lists enable row level security;
alter table selection_lists force row level security;
create policy tenant on selection_lists to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on selection_lists to zhibutong_app;
-- Without an account: this one address, and only while it stands.
create policy public_read on selection_lists for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and published_on is not null
    and withdrawn_on is null
  );
-- What anyone may read, a member of a branch below may be led to.
create policy members_read on selection_lists for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
    and published_on is not null
    and withdrawn_on is null
  );

alter table awards enable row level security;
alter table awards force row level security;
create policy tenant on awards to zhibutong_app
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
grant select, insert, update on awards to zhibutong_app;

-- How far a selection is, is told to the same members.
create policy selection_read on procedures for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'selection'
    and nullif(current_setting('app.account', true), '') is not null
  );
