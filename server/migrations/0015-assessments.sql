-- Democratic assessment of daily conduct (民主评议): who answered is kept apart from what was answered, and no row, time
-- or order joins the two. An answer is no row at all: it is added to the tallies of everybody assessed.

create table assessments (
  county_id int not null,
  assessment_id uuid not null,
  org_id int not null,
  procedure_id uuid not null,
  title text not null,
  from_day date not null,
  to_day date not null,
  day date not null,
  assessors text not null check (assessors in ('peers', 'committee', 'villagers', 'superior')),
  way text not null check (way in ('paper', 'phone', 'hands')),
  questions jsonb not null,
  scale jsonb not null,
  minimum int not null check (minimum >= 1),
  -- How many may answer; by phone or by a sheet handed out, counted here so that nobody has to look who.
  entitled int not null,
  by_phone int not null,
  handed_out int not null,
  -- The sheets as they were counted last, and by which two members.
  issued int,
  returned int,
  invalid int,
  tellers uuid[],
  -- Marks become facts; the ballot of a yearly appraisal (民主评议党员) is for people to look at and gives no mark.
  purpose text not null check (purpose in ('marks', 'appraisal')),
  -- Which result stands; 0 for none.
  revision int not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  primary key (county_id, assessment_id),
  constraint assessments_answers check (by_phone >= 0 and handed_out >= 0 and by_phone + handed_out <= entitled),
  constraint assessments_sheets check (issued + by_phone <= entitled and returned <= issued and invalid <= returned),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
create index assessments_org on assessments (county_id, org_id, day);
create index assessments_procedure on assessments (county_id, procedure_id);

-- Who is assessed, in the order of the register of that day, and who is not, with the reason.
create table assessment_subjects (
  county_id int not null,
  assessment_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  position int not null,
  excused text,
  primary key (county_id, assessment_id, member_id),
  foreign key (county_id, assessment_id) references assessments (county_id, assessment_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index assessment_subjects_member on assessment_subjects (county_id, member_id);

-- Who may answer, and by which way somebody did. No time of it is kept.
create table assessment_voters (
  county_id int not null,
  assessment_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  way text check (way in ('phone', 'paper')),
  primary key (county_id, assessment_id, member_id),
  foreign key (county_id, assessment_id) references assessments (county_id, assessment_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index assessment_voters_member on assessment_voters (county_id, member_id);

-- What was answered, added up. Each answer rewrites the tallies of everybody assessed, also where it adds nothing: the
-- trace that PostgreSQL itself leaves in a row (xmin) is then the same in all of them and says nothing of one answer.
create table assessment_tallies (
  county_id int not null,
  assessment_id uuid not null,
  org_id int not null,
  way text not null check (way in ('phone', 'paper')),
  member_id uuid not null,
  question int not null,
  -- Of grades how many chose each; of a range how many gave a mark, and the marks added up.
  counts int[] not null,
  primary key (county_id, assessment_id, way, member_id, question),
  foreign key (county_id, assessment_id) references assessments (county_id, assessment_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index assessment_tallies_member on assessment_tallies (county_id, member_id);

-- What came of it, as two people confirmed it; a recount is another revision beside it.
create table assessment_results (
  county_id int not null,
  assessment_id uuid not null,
  revision int not null,
  org_id int not null,
  member_id uuid not null,
  -- None where too few had an opinion of this member.
  answered int,
  counts jsonb,
  mark int,
  check ((answered is null) = (mark is null) and (counts is null) = (mark is null)),
  primary key (county_id, assessment_id, revision, member_id),
  foreign key (county_id, assessment_id) references assessments (county_id, assessment_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index assessment_results_member on assessment_results (county_id, member_id);

select distribute('assessments');
select distribute('assessment_subjects');
select distribute('assessment_voters');
select distribute('assessment_tallies');
select distribute('assessment_results');

alter table assessments enable row level security;
alter table assessments force row level security;
create policy tenant on assessments to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
-- Who has moved to another branch still reads by what terms the own mark came about; it holds nobody's data.
create policy members_read on assessments for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and nullif(current_setting('app.account', true), '') is not null
  );
grant select, insert, update on assessments to zhibutong_app;

alter table assessment_subjects enable row level security;
alter table assessment_subjects force row level security;
create policy tenant on assessment_subjects to zhibutong_app
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
grant select, insert on assessment_subjects to zhibutong_app;

alter table assessment_voters enable row level security;
alter table assessment_voters force row level security;
create policy tenant on assessment_voters to zhibutong_app
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
grant select, insert, update on assessment_voters to zhibutong_app;

alter table assessment_tallies enable row level security;
alter table assessment_tallies force row level security;
create policy tenant on assessment_tallies to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on assessment_tallies to zhibutong_app;

alter table assessment_results enable row level security;
alter table assessment_results force row level security;
create policy tenant on assessment_results to zhibutong_app
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
grant select, insert on assessment_results to zhibutong_app;

-- How far one is, is told to the same members.
create policy assessment_read on procedures for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and kind = 'assessment'
    and nullif(current_setting('app.account', true), '') is not null
  );
