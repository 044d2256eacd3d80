-- 民主评议党员: the yearly round of a branch, and talks (谈心谈话) between two of its members. The secret ballot of a round
-- is an assessment. What somebody wrote of oneself, why a grade is proposed and what two people said is sealed.

-- How many may be outstanding, `most` of every `parts` who are graded, for an organisation and all below it; the nearest
-- counts, the newest of those. Without one it is the national third.
create table appraisal_ceilings (
  county_id int not null,
  ceiling_id uuid not null,
  org_id int not null,
  most int not null check (most >= 1),
  parts int not null check (parts between most and 100),
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (county_id, ceiling_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index appraisal_ceilings_org on appraisal_ceilings (county_id, org_id, set_at);

create table appraisals (
  county_id int not null,
  round_id uuid not null,
  org_id int not null,
  year int not null,
  procedure_id uuid not null,
  -- The ceiling as it stood when the round was opened.
  most int not null,
  parts int not null,
  -- The day of the meeting at which the members spoke of each other.
  met_on date,
  ballot_id uuid,
  -- The proposal that was made last and that of them which is confirmed; 0 for none.
  proposal int not null,
  confirmed int not null,
  -- The result of the ballot that the last proposal rests on.
  ballot_revision int,
  opened_by uuid not null,
  opened_at timestamptz not null,
  cancelled_at timestamptz,
  primary key (county_id, round_id),
  check (confirmed <= proposal),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id),
  foreign key (county_id, ballot_id) references assessments (county_id, assessment_id)
);
-- One a year.
create unique index appraisals_year on appraisals (county_id, org_id, year) where cancelled_at is null;
create index appraisals_org on appraisals (county_id, org_id, year);
create index appraisals_procedure on appraisals (county_id, procedure_id);
create index appraisals_ballot on appraisals (county_id, ballot_id);

-- Who takes part, in the order of the register, and who of them has no grade, with the reason.
create table appraisal_people (
  county_id int not null,
  round_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  position int not null,
  excused text,
  primary key (county_id, round_id, member_id),
  foreign key (county_id, round_id) references appraisals (county_id, round_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index appraisal_people_member on appraisal_people (county_id, member_id);

create table appraisal_selves (
  county_id int not null,
  round_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  words_sealed bytea not null,
  -- Written by the office from the member's own sheet.
  on_paper boolean not null,
  written_by uuid not null,
  written_at timestamptz not null,
  primary key (county_id, round_id, member_id),
  foreign key (county_id, round_id) references appraisals (county_id, round_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index appraisal_selves_member on appraisal_selves (county_id, member_id);

-- What the branch committee proposed each time; none is changed.
create table appraisal_verdicts (
  county_id int not null,
  round_id uuid not null,
  proposal int not null,
  org_id int not null,
  member_id uuid not null,
  -- None for who did not attend, with the reason.
  grade text check (grade in ('outstanding', 'qualified', 'basic', 'unqualified')),
  reason_sealed bytea,
  primary key (county_id, round_id, proposal, member_id),
  check (grade is not null or reason_sealed is not null),
  foreign key (county_id, round_id) references appraisals (county_id, round_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index appraisal_verdicts_member on appraisal_verdicts (county_id, member_id);

-- That two talked, when and about what kind of thing.
create table pair_talks (
  county_id int not null,
  talk_id uuid not null,
  org_id int not null,
  pair text not null
    check (pair in ('secretary-committee', 'committee-committee', 'committee-member', 'member-member')),
  one_id uuid not null,
  other_id uuid not null,
  day date not null,
  matter text not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  -- Taken back by who wrote it, with a reason.
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, talk_id),
  check (one_id <> other_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, one_id) references members (county_id, member_id),
  foreign key (county_id, other_id) references members (county_id, member_id)
);
create index pair_talks_org on pair_talks (county_id, org_id, day);
create index pair_talks_one on pair_talks (county_id, one_id);
create index pair_talks_other on pair_talks (county_id, other_id);

-- What was said, for the two and for who wrote it down: not even for work that has the whole county in scope.
create table pair_talk_words (
  county_id int not null,
  talk_id uuid not null,
  one_id uuid not null,
  other_id uuid not null,
  written_by uuid not null,
  words_sealed bytea not null,
  primary key (county_id, talk_id),
  foreign key (county_id, talk_id) references pair_talks (county_id, talk_id)
);

select distribute('appraisal_ceilings');
select distribute('appraisals');
select distribute('appraisal_people');
select distribute('appraisal_selves');
select distribute('appraisal_verdicts');
select distribute('pair_talks');
select distribute('pair_talk_words');

-- A branch must see what counts above it; it is about nobody.
alter table appraisal_ceilings enable row level security;
alter table appraisal_ceilings force row level security;
create policy tenant on appraisal_ceilings to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on appraisal_ceilings to zhibutong_app;

alter table appraisals enable row level security;
alter table appraisals force row level security;
create policy tenant on appraisals to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
-- Who has moved to another branch still reads in which round the own grade came about; it holds nobody's data.
create policy members_read on appraisals for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert, update on appraisals to zhibutong_app;

alter table appraisal_people enable row level security;
alter table appraisal_people force row level security;
create policy tenant on appraisal_people to zhibutong_app
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
grant select, insert, update on appraisal_people to zhibutong_app;

alter table appraisal_selves enable row level security;
alter table appraisal_selves force row level security;
create policy tenant on appraisal_selves to zhibutong_app
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
grant select, insert, update on appraisal_selves to zhibutong_app;

alter table appraisal_verdicts enable row level security;
alter table appraisal_verdicts force row level security;
create policy tenant on appraisal_verdicts to zhibutong_app
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
grant select, insert on appraisal_verdicts to zhibutong_app;

alter table pair_talks enable row level security;
alter table pair_talks force row level security;
create policy tenant on pair_talks to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or one_id = nullif(current_setting('app.member', true), '')::uuid
      or other_id = nullif(current_setting('app.member', true), '')::uuid
    )
  );
grant select, insert on pair_talks to zhibutong_app;
grant update (ended_at, end_reason) on pair_talks to zhibutong_app;

alter table pair_talk_words enable row level security;
alter table pair_talk_words force row level security;
create policy tenant on pair_talk_words to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      one_id = nullif(current_setting('app.member', true), '')::uuid
      or other_id = nullif(current_setting('app.member', true), '')::uuid
      or written_by = nullif(current_setting('app.account', true), '')::uuid
    )
  );
grant select, insert on pair_talk_words to zhibutong_app;

-- How far a round is, is told to the same members.
create policy appraisal_read on procedures for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'appraisal'
    and nullif(current_setting('app.account', true), '') is not null
  );
