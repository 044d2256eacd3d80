-- Who counts at a meeting, what was voted on, who was elected, and what is said of the minutes. A secret ballot is sums:
-- no row tells of one slip, and none joins a person to an answer.

-- One row is one version of what a meeting of a kind, or an election, asks; what is frozen into a meeting stays as it was.
create table meeting_rules (
  county_id int not null,
  rule_id uuid not null,
  org_id int not null,
  kind text not null,
  terms jsonb not null,
  source text not null,
  valid_from date not null,
  valid_to date,
  declared_by uuid not null,
  declared_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, rule_id),
  constraint meeting_rules_span check (valid_to >= valid_from - 1),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
-- Two that begin on one day would both count.
create unique index meeting_rules_once on meeting_rules (county_id, org_id, kind, valid_from);

-- Full members who are not among those who should come: asked by the branch, consented to above, passed by an assembly.
create table roll_exclusions (
  county_id int not null,
  exclusion_id uuid not null,
  member_id uuid not null,
  org_id int not null,
  ground text not null check (ground in (
    'cannot-express', 'abroad', 'serving-sentence', 'bedridden', 'should-have-transferred', 'rights-suspended'
  )),
  since date not null,
  state text not null check (state in ('proposed', 'consented', 'in-force', 'declined', 'ended')),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  decided_by uuid,
  decided_at timestamptz,
  decision_note text,
  -- The assembly that passed it, and the first day on which it counts.
  approved_in uuid,
  counts_from date,
  last_day date,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, exclusion_id),
  foreign key (county_id, member_id) references members (county_id, member_id) on delete cascade,
  foreign key (county_id, approved_in) references activities (county_id, activity_id)
);
create index roll_exclusions_member on roll_exclusions (county_id, member_id);
create index roll_exclusions_org on roll_exclusions (county_id, org_id);
create index roll_exclusions_approved on roll_exclusions (county_id, approved_in);
create unique index roll_exclusions_once on roll_exclusions (county_id, member_id)
  where state in ('proposed', 'consented', 'in-force') and last_day is null;

-- What a meeting came to, each time it was recorded, with the rule by which it was judged.
create table meeting_counts (
  county_id int not null,
  activity_id uuid not null,
  closing int not null,
  org_id int not null,
  terms jsonb not null,
  source text not null,
  entitled int not null,
  expected int not null,
  present int not null,
  reached boolean,
  -- [{ memberId, ground }] and [{ memberId, why }].
  excluded jsonb not null,
  without_vote jsonb not null,
  frozen_at timestamptz not null,
  primary key (county_id, activity_id, closing),
  check (present <= expected and expected <= entitled),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);

create table motions (
  county_id int not null,
  motion_id uuid not null,
  activity_id uuid not null,
  org_id int not null,
  position int not null,
  title text not null,
  way text not null check (way in ('hands', 'ballot')),
  state text not null check (state in ('put', 'counted', 'withdrawn')),
  -- Where the tellers said another number than the roll.
  present_said int,
  expected int,
  present int,
  issued int,
  returned int,
  ayes int,
  noes int,
  abstain int,
  invalid int,
  tellers uuid[],
  terms jsonb,
  result text check (result in ('passed', 'rejected', 'no-quorum')),
  frozen_at timestamptz,
  put_by uuid not null,
  put_at timestamptz not null,
  counted_by uuid,
  counted_at timestamptz,
  withdrawn_reason text,
  primary key (county_id, motion_id),
  unique (county_id, activity_id, position),
  constraint motions_counted check (state <> 'counted' or (result is not null and ayes is not null)),
  constraint motions_slips check (returned <= issued and ayes + noes + abstain + invalid = returned),
  constraint motions_present check (present <= expected and issued <= present and ayes + noes + abstain <= present),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);

-- What was counted before, and why it was counted again.
create table motion_history (
  county_id int not null,
  motion_id uuid not null,
  changed_at timestamptz not null,
  org_id int not null,
  changed_by uuid not null,
  reason text not null,
  was jsonb not null,
  primary key (county_id, motion_id, changed_at),
  foreign key (county_id, motion_id) references motions (county_id, motion_id)
);

create table elections (
  county_id int not null,
  election_id uuid not null,
  activity_id uuid not null,
  org_id int not null,
  post text not null check (post in ('secretary', 'deputy', 'committee', 'delegate')),
  seats int not null check (seats >= 1),
  state text not null check (state in ('open', 'undecided', 'counted', 'confirmed', 'voided')),
  terms jsonb not null,
  source text not null,
  -- Who stands in the ballot that is counted next.
  candidates uuid[] not null,
  next_kind text not null check (next_kind in ('first', 'run-off', 'second')),
  empty_reason text,
  term_from date,
  term_to date,
  opened_by uuid not null,
  opened_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  void_reason text,
  primary key (county_id, election_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index elections_activity on elections (county_id, activity_id);
create unique index elections_once on elections (county_id, activity_id, post) where state <> 'voided';
create index elections_org on elections (county_id, org_id);

create table election_rounds (
  county_id int not null,
  election_id uuid not null,
  -- Counts every count; one that was wrong stays, voided.
  round int not null,
  org_id int not null,
  kind text not null check (kind in ('first', 'run-off', 'second')),
  seats int not null,
  candidates uuid[] not null,
  expected int not null,
  present int not null,
  issued int not null,
  returned int not null,
  invalid int not null,
  tellers uuid[] not null,
  -- [{ memberId, ayes, noes, abstain }], sums only.
  votes jsonb not null,
  valid boolean not null,
  elected uuid[] not null,
  tied uuid[] not null,
  counted_by uuid not null,
  counted_at timestamptz not null,
  voided_by uuid,
  voided_at timestamptz,
  void_reason text,
  primary key (county_id, election_id, round),
  constraint election_rounds_slips check (returned <= issued and invalid <= returned and issued <= present),
  foreign key (county_id, election_id) references elections (county_id, election_id)
);

-- A post that was entered in the register because of an election.
create table election_posts (
  county_id int not null,
  election_id uuid not null,
  member_id uuid not null,
  org_id int not null,
  post_id uuid not null,
  primary key (county_id, election_id, member_id),
  foreign key (county_id, election_id) references elections (county_id, election_id),
  foreign key (county_id, member_id) references members (county_id, member_id) on delete cascade
);
create index election_posts_member on election_posts (county_id, member_id);

-- 记了 → 记得好, in a word and a sentence by somebody above; of which closing, so that a correction shows.
create table minutes_reviews (
  county_id int not null,
  activity_id uuid not null,
  -- 1, and 2 for a second view.
  view int not null check (view in (1, 2)),
  closing int not null,
  org_id int not null,
  grade text not null check (grade in ('done', 'well')),
  sentence text not null,
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (county_id, activity_id, closing, view),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);
create index minutes_reviews_org on minutes_reviews (county_id, org_id);

create table minutes_second_views (
  county_id int not null,
  activity_id uuid not null,
  closing int not null,
  org_id int not null,
  asked_by uuid not null,
  asked_at timestamptz not null,
  reason text not null,
  primary key (county_id, activity_id, closing),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);

-- How minutes look on paper in an organisation and below it.
create table minutes_forms (
  county_id int not null,
  org_id int not null,
  form jsonb not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (county_id, org_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);

select distribute('meeting_rules');
select distribute('roll_exclusions');
select distribute('meeting_counts');
select distribute('motions');
select distribute('motion_history');
select distribute('elections');
select distribute('election_rounds');
select distribute('election_posts');
select distribute('minutes_reviews');
select distribute('minutes_second_views');
select distribute('minutes_forms');

alter table meeting_rules enable row level security;
alter table meeting_rules force row level security;
create policy tenant on meeting_rules to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
-- What an organisation above has set counts for those below, who read it; it holds nobody's data.
create policy everyone_reads on meeting_rules for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert, update on meeting_rules to zhibutong_app;

alter table roll_exclusions enable row level security;
alter table roll_exclusions force row level security;
create policy tenant on roll_exclusions to zhibutong_app
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
grant select, insert, update on roll_exclusions to zhibutong_app;

alter table meeting_counts enable row level security;
alter table meeting_counts force row level security;
create policy tenant on meeting_counts to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on meeting_counts to zhibutong_app;

alter table motions enable row level security;
alter table motions force row level security;
create policy tenant on motions to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on motions to zhibutong_app;

alter table motion_history enable row level security;
alter table motion_history force row level security;
create policy tenant on motion_history to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on motion_history to zhibutong_app;

alter table elections enable row level security;
alter table elections force row level security;
create policy tenant on elections to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on elections to zhibutong_app;

alter table election_rounds enable row level security;
alter table election_rounds force row level security;
create policy tenant on election_rounds to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on election_rounds to zhibutong_app;

alter table election_posts enable row level security;
alter table election_posts force row level security;
create policy tenant on election_posts to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on election_posts to zhibutong_app;

alter table minutes_reviews enable row level security;
alter table minutes_reviews force row level security;
create policy tenant on minutes_reviews to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on minutes_reviews to zhibutong_app;

alter table minutes_second_views enable row level security;
alter table minutes_second_views force row level security;
create policy tenant on minutes_second_views to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on minutes_second_views to zhibutong_app;

alter table minutes_forms enable row level security;
alter table minutes_forms force row level security;
create policy tenant on minutes_forms to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
-- What an organisation above has set counts for those below, who read it; it holds nobody's data.
create policy everyone_reads on minutes_forms for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert, update on minutes_forms to zhibutong_app;
