-- What a scheme lays before a person. Whom that is about stands nowhere: it is worked out when it is read. Kept is that
-- somebody looked, what came of it and what is next, sealed as conversations are.

create table reviews (
  county_id int not null,
  review_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  -- Of the scheme; none lays an appraisal before a person.
  version_id int,
  kind text not null check (kind in ('flag', 'grade', 'veto', 'appraisal')),
  flag_no int,
  fact_id uuid,
  -- The first day of the cycle that was looked at: the next one is looked at anew.
  cycle_from date not null,
  outcome_sealed bytea not null,
  next_sealed bytea not null,
  reviewed_by uuid not null,
  reviewed_at timestamptz not null,
  primary key (county_id, review_id),
  check ((kind = 'flag') = (flag_no is not null) and (kind in ('veto', 'appraisal')) = (fact_id is not null)),
  check ((kind = 'appraisal') = (version_id is null)),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, version_id) references point_versions (county_id, version_id),
  foreign key (county_id, fact_id) references facts (county_id, fact_id)
);
create index reviews_org on reviews (county_id, org_id, cycle_from);
create index reviews_member on reviews (county_id, member_id);
create index reviews_version on reviews (county_id, version_id);
create index reviews_fact on reviews (county_id, fact_id);

-- What a person said where a scheme says nothing: an entry by hand that was put forward, or that nothing is given.
create table silent_answers (
  county_id int not null,
  answer_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  fact_id uuid not null,
  rule_id int not null,
  hand_entry_id uuid,
  reason_sealed bytea not null,
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (county_id, answer_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, fact_id) references facts (county_id, fact_id),
  foreign key (county_id, rule_id) references point_rules (county_id, rule_id),
  foreign key (county_id, hand_entry_id) references hand_entries (county_id, hand_entry_id)
);
create index silent_answers_org on silent_answers (county_id, org_id);
create index silent_answers_member on silent_answers (county_id, member_id);
create index silent_answers_fact on silent_answers (county_id, fact_id, rule_id, answered_at);
create index silent_answers_rule on silent_answers (county_id, rule_id);
create index silent_answers_entry on silent_answers (county_id, hand_entry_id);

select distribute('reviews');
select distribute('silent_answers');

alter table reviews enable row level security;
alter table reviews force row level security;
create policy tenant on reviews to zhibutong_app
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
grant select, insert on reviews to zhibutong_app;

alter table silent_answers enable row level security;
alter table silent_answers force row level security;
create policy tenant on silent_answers to zhibutong_app
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
grant select, insert on silent_answers to zhibutong_app;
