-- Schemes are data; entries follow from facts and are only ever added to.

create table point_schemes (
  county_id int not null,
  scheme_id uuid not null,
  org_id int not null,
  name text not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (county_id, scheme_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index point_schemes_org on point_schemes (county_id, org_id);

create table point_versions (
  county_id int not null,
  version_id int not null,
  scheme_id uuid not null,
  version_no int not null,
  state text not null check (state in ('draft', 'published')),
  valid_from date not null,
  valid_to date,
  -- The period in which points are counted together; the start value belongs to each of them.
  cycle text not null check (cycle in ('year', 'july-year', 'quarter', 'month')),
  start_points int not null,
  floor_points int,
  ceiling_points int,
  -- Grades, flags, latitude and where_silent: what is read of a version as a whole and joined to nothing.
  terms jsonb not null,
  drafted_by uuid not null,
  drafted_at timestamptz not null,
  published_by uuid,
  published_at timestamptz,
  primary key (county_id, version_id),
  unique (county_id, scheme_id, version_no),
  foreign key (county_id, scheme_id) references point_schemes (county_id, scheme_id)
);

create table point_rules (
  county_id int not null,
  rule_id int not null,
  version_id int not null,
  code text not null,
  name text not null,
  class text not null check (class in ('base', 'bonus', 'deduction', 'veto')),
  subject text not null check (subject in ('member', 'organisation')),
  fact_kind text not null,
  -- What the fact's attributes must contain, the audience under `who`.
  pattern jsonb not null,
  -- fixed: points; per-unit: points for each unit; per-whole: points for each whole `per` units;
  -- table: by the attribute `table_key`, read in `points_table`; bands: by the quantity, [{from, to, points}];
  -- clear: takes away what stands above nought.
  mode text not null check (mode in ('fixed', 'per-unit', 'per-whole', 'table', 'bands', 'clear')),
  points int not null,
  per int,
  table_key text,
  points_table jsonb,
  bands jsonb,
  -- What one entry gives at the least and at the most.
  least int,
  most int,
  valid_from date,
  valid_to date,
  needs_approval boolean not null,
  approval_steps int not null,
  sort int not null,
  primary key (county_id, rule_id),
  unique (county_id, version_id, code),
  foreign key (county_id, version_id) references point_versions (county_id, version_id)
);

-- What several entries come to together, settled in the order of level: a rule's day before its month, a rule before
-- its group. Number 0 is the floor and ceiling of the version's whole total; its level is above all others.
create table point_limits (
  county_id int not null,
  version_id int not null,
  limit_no int not null,
  level int not null,
  name text not null,
  period text not null check (period in ('day', 'month', 'quarter', 'year', 'cycle')),
  way text not null check (way in ('clamp', 'free', 'steps', 'whole', 'bands', 'share')),
  floor int,
  cap int,
  free int,
  steps jsonb,
  per int,
  points int,
  by text check (by in ('count', 'quantity')),
  bands jsonb,
  primary key (county_id, version_id, limit_no),
  foreign key (county_id, version_id) references point_versions (county_id, version_id)
);

create table point_limit_rules (
  county_id int not null,
  version_id int not null,
  limit_no int not null,
  rule_id int not null,
  -- Of a share: does it count among those that are looked for, or only among all?
  counted boolean not null,
  primary key (county_id, version_id, limit_no, rule_id),
  foreign key (county_id, version_id, limit_no) references point_limits (county_id, version_id, limit_no),
  foreign key (county_id, rule_id) references point_rules (county_id, rule_id)
);
create index point_limit_rules_rule on point_limit_rules (county_id, rule_id);

create table point_adoptions (
  county_id int not null,
  adoption_id uuid not null,
  scheme_id uuid not null,
  org_id int not null,
  reach text not null check (reach in ('self', 'below')),
  valid_from date not null,
  valid_to date,
  adopted_by uuid not null,
  adopted_at timestamptz not null,
  primary key (county_id, adoption_id),
  foreign key (county_id, scheme_id) references point_schemes (county_id, scheme_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index point_adoptions_scheme on point_adoptions (county_id, scheme_id);
create index point_adoptions_org on point_adoptions (county_id, org_id);

-- Worked out from adoptions, versions and the tree whenever one of them changes: which version counts where, when.
create table point_coverage (
  county_id int not null,
  org_id int not null,
  version_id int not null,
  valid_from date not null,
  valid_to date not null,
  primary key (county_id, org_id, version_id, valid_from),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, version_id) references point_versions (county_id, version_id)
);
create index point_coverage_version on point_coverage (county_id, version_id);

-- A person's yes or no to a fact under a rule that asks for one; the last one of the rule's last step counts.
create table point_approvals (
  county_id int not null,
  fact_id uuid not null,
  rule_code text not null,
  step int not null,
  decided_at timestamptz not null,
  approved boolean not null,
  org_id int not null,
  decided_by uuid not null,
  note text,
  primary key (county_id, fact_id, rule_code, step, decided_at),
  foreign key (county_id, fact_id) references facts (county_id, fact_id)
);

-- A branch's periods up to this day are closed: what is corrected in them is booked after it.
create table point_freezes (
  county_id int not null,
  org_id int not null,
  frozen_to date not null,
  frozen_by uuid,
  frozen_at timestamptz not null,
  -- The publication whose objections are settled, where one stands behind it.
  source_id uuid,
  primary key (county_id, org_id, frozen_to),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);

-- What a county counts beyond the matters that the product knows (contract/conduct-matters.ts).
create table point_matters (
  county_id int not null,
  code text not null,
  label text not null,
  unit text not null,
  added_by uuid not null,
  added_at timestamptz not null,
  ended_on date,
  primary key (county_id, code)
);

-- revision 1 awards, 2 reverses 1, 3 awards anew …: the key itself forbids awarding or reversing twice.
-- No reference to the fact and the rule that it follows from: see docs/decisions/0010-derived-rows.md.
create table point_entries (
  county_id int not null,
  fact_id uuid not null,
  rule_id int not null,
  revision int not null,
  reversal_of int,
  member_id uuid,
  org_id int not null,
  day date not null,
  -- The day in whose period it is booked: the fact's own, unless that period was closed before.
  booked_on date not null,
  points int not null,
  posted_at timestamptz not null,
  cause text not null check (cause in ('fact', 'void', 'late', 'approval', 'scheme', 'recompute')),
  request_id uuid not null,
  primary key (county_id, fact_id, rule_id, revision)
);
create index point_entries_member on point_entries (county_id, member_id, booked_on);
-- With all that a board adds up, which then need not look at the rows themselves.
create index point_entries_org on point_entries (county_id, org_id, booked_on) include (member_id, rule_id, points);
-- Corrections of frozen periods, which are few: what a month's sum holds that its days do not, and the other way round.
create index point_entries_moved on point_entries (county_id, day) where booked_on <> day;

create table point_member_months (
  county_id int not null,
  member_id uuid not null,
  version_id int not null,
  month date not null,
  org_id int not null,
  points int not null,
  entries int not null,
  primary key (county_id, member_id, version_id, month, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index point_member_months_org on point_member_months (county_id, org_id, month);

create table point_org_months (
  county_id int not null,
  org_id int not null,
  rule_id int not null,
  month date not null,
  points int not null,
  entries int not null,
  primary key (county_id, org_id, rule_id, month),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, rule_id) references point_rules (county_id, rule_id)
);
create index point_org_months_rule on point_org_months (county_id, rule_id);

select distribute('point_schemes');
select distribute('point_versions');
select distribute('point_rules');
select distribute('point_limits');
select distribute('point_limit_rules');
select distribute('point_adoptions');
select distribute('point_coverage');
select distribute('point_approvals');
select distribute('point_freezes');
select distribute('point_matters');
select distribute('point_entries');
select distribute('point_member_months');
select distribute('point_org_months');

alter table point_schemes enable row level security;
alter table point_schemes force row level security;
create policy tenant on point_schemes to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on point_schemes to zhibutong_app;

alter table point_versions enable row level security;
alter table point_versions force row level security;
create policy tenant on point_versions to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on point_versions to zhibutong_app;

alter table point_rules enable row level security;
alter table point_rules force row level security;
create policy tenant on point_rules to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on point_rules to zhibutong_app;

alter table point_limits enable row level security;
alter table point_limits force row level security;
create policy tenant on point_limits to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on point_limits to zhibutong_app;

alter table point_limit_rules enable row level security;
alter table point_limit_rules force row level security;
create policy tenant on point_limit_rules to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, delete on point_limit_rules to zhibutong_app;

alter table point_adoptions enable row level security;
alter table point_adoptions force row level security;
create policy tenant on point_adoptions to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on point_adoptions to zhibutong_app;

alter table point_coverage enable row level security;
alter table point_coverage force row level security;
create policy tenant on point_coverage to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update, delete on point_coverage to zhibutong_app;

alter table point_approvals enable row level security;
alter table point_approvals force row level security;
create policy tenant on point_approvals to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on point_approvals to zhibutong_app;

alter table point_entries enable row level security;
alter table point_entries force row level security;
create policy tenant on point_entries to zhibutong_app
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
grant select, insert on point_entries to zhibutong_app;

alter table point_member_months enable row level security;
alter table point_member_months force row level security;
create policy tenant on point_member_months to zhibutong_app
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
grant select, insert, update, delete on point_member_months to zhibutong_app;

alter table point_org_months enable row level security;
alter table point_org_months force row level security;
create policy tenant on point_org_months to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update, delete on point_org_months to zhibutong_app;

alter table point_freezes enable row level security;
alter table point_freezes force row level security;
create policy tenant on point_freezes to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert on point_freezes to zhibutong_app;

alter table point_matters enable row level security;
alter table point_matters force row level security;
create policy tenant on point_matters to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on point_matters to zhibutong_app;
