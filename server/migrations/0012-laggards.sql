-- Talking with who has fallen short of what the branch hoped for. Who that is stands nowhere: it is worked out when it
-- is read. Kept is what a person decided: the branch's number, whom it leaves out and why, and the talks it began.
-- What was said and written between two people is sealed as personal numbers are: a copy of the database tells nothing.

-- Every number a branch has set, and from which day; the last one counts, and one without points switches it off.
create table talk_thresholds (
  county_id int not null,
  threshold_id uuid not null,
  org_id int not null,
  measure text not null check (measure in ('year', 'quarter')),
  points int,
  first_day date not null,
  set_by uuid not null,
  set_at timestamptz not null,
  primary key (county_id, threshold_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index talk_thresholds_org on talk_thresholds (county_id, org_id, measure, first_day);

create table talk_left_out (
  county_id int not null,
  left_out_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  reason_sealed bytea not null,
  until date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  ended_by uuid,
  ended_at timestamptz,
  primary key (county_id, left_out_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id)
);
create index talk_left_out_org on talk_left_out (county_id, org_id, until);
create index talk_left_out_member on talk_left_out (county_id, member_id);

create table talk_cases (
  county_id int not null,
  case_id uuid not null,
  -- The member's branch when it was begun.
  org_id int not null,
  member_id uuid not null,
  procedure_id uuid not null,
  measure text not null check (measure in ('year', 'quarter')),
  span_from date not null,
  span_to date not null,
  -- What stood in the book on the day it was begun, and the number it was held against.
  points int not null,
  threshold int not null,
  begun_at timestamptz not null,
  letter_sealed bytea,
  letter_by uuid,
  letter_at timestamptz,
  follow_up_on date,
  -- Where the record was wrong and not the member.
  objection_id uuid,
  closed_at timestamptz,
  primary key (county_id, case_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id),
  foreign key (county_id, objection_id) references objections (county_id, objection_id)
);
create index talk_cases_org on talk_cases (county_id, org_id, begun_at);
create index talk_cases_member on talk_cases (county_id, member_id);
create index talk_cases_procedure on talk_cases (county_id, procedure_id);
create index talk_cases_objection on talk_cases (county_id, objection_id);
-- One conversation with a person at a time.
create unique index talk_cases_open on talk_cases (county_id, member_id) where closed_at is null;

create table talk_records (
  county_id int not null,
  talk_id uuid not null,
  case_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  held_on date not null,
  held_by text not null,
  causes_sealed bytea not null,
  measures_sealed bytea not null,
  follow_up_on date,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  primary key (county_id, talk_id),
  foreign key (county_id, case_id) references talk_cases (county_id, case_id)
);
create index talk_records_case on talk_records (county_id, case_id, recorded_at);

-- What the member says to it; nobody changes it.
create table talk_words (
  county_id int not null,
  words_id uuid not null,
  case_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  body_sealed bytea not null,
  written_at timestamptz not null,
  primary key (county_id, words_id),
  foreign key (county_id, case_id) references talk_cases (county_id, case_id)
);
create index talk_words_case on talk_words (county_id, case_id, written_at);

select distribute('talk_thresholds');
select distribute('talk_left_out');
select distribute('talk_cases');
select distribute('talk_records');
select distribute('talk_words');

alter table talk_thresholds enable row level security;
alter table talk_thresholds force row level security;
create policy tenant on talk_thresholds to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert on talk_thresholds to zhibutong_app;

alter table talk_left_out enable row level security;
alter table talk_left_out force row level security;
create policy tenant on talk_left_out to zhibutong_app
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
grant select, insert, update on talk_left_out to zhibutong_app;

alter table talk_cases enable row level security;
alter table talk_cases force row level security;
create policy tenant on talk_cases to zhibutong_app
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
grant select, insert, update on talk_cases to zhibutong_app;

alter table talk_records enable row level security;
alter table talk_records force row level security;
create policy tenant on talk_records to zhibutong_app
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
grant select, insert on talk_records to zhibutong_app;

alter table talk_words enable row level security;
alter table talk_words force row level security;
create policy tenant on talk_words to zhibutong_app
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
grant select, insert on talk_words to zhibutong_app;
