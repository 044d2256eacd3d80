-- Care in place of punishment: what was opened to a member, by whom and why. Taken back with a reason, never deleted.

create table recognitions (
  county_id int not null,
  recognition_id uuid not null,
  member_id uuid not null,
  -- The member's branch when it was recorded, and the organisation that gave it: the branch or one above it.
  org_id int not null,
  giver_id int not null,
  kind text not null check (kind in ('study', 'housing', 'health-check', 'media', 'public-thanks', 'visit')),
  what text not null,
  why text not null,
  -- None while a name waits for its owner's consent.
  given_on date,
  -- The record behind it, where there is one.
  record_kind text check (record_kind in ('activity', 'honour')),
  record_id uuid,
  consent text not null check (consent in ('not-needed', 'asked', 'given', 'refused', 'withdrawn')),
  recorded_on date not null,
  recorded_by uuid not null,
  recorded_at timestamptz not null,
  -- After a consent was withdrawn: the name is off the page again.
  taken_down_by uuid,
  taken_down_at timestamptz,
  taken_down_note text,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  withdrawn_reason text,
  primary key (county_id, recognition_id),
  check (given_on is null or consent not in ('asked', 'refused')),
  check ((record_kind is null) = (record_id is null)),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, giver_id) references organisations (county_id, org_id)
);
create index recognitions_member on recognitions (county_id, member_id);
create index recognitions_org on recognitions (county_id, org_id, recorded_on);
create index recognitions_giver on recognitions (county_id, giver_id, recorded_on);
create unique index recognitions_once
  on recognitions (county_id, member_id, giver_id, kind, what, recorded_on) where withdrawn_at is null;

-- Each answer about one's name, by oneself or on paper at the office; the last one counts.
create table recognition_consents (
  county_id int not null,
  consent_id uuid not null,
  recognition_id uuid not null,
  org_id int not null,
  member_id uuid not null,
  answer text not null check (answer in ('given', 'refused', 'withdrawn')),
  -- Where the signed paper is; none when the member answered signed in.
  evidence text,
  answered_by uuid not null,
  answered_at timestamptz not null,
  primary key (county_id, consent_id),
  foreign key (county_id, recognition_id) references recognitions (county_id, recognition_id)
);
create index recognition_consents_of on recognition_consents (county_id, recognition_id, answered_at);

select distribute('recognitions');
select distribute('recognition_consents');

alter table recognitions enable row level security;
alter table recognitions force row level security;
create policy tenant on recognitions to zhibutong_app
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
grant select, insert, update on recognitions to zhibutong_app;

alter table recognition_consents enable row level security;
alter table recognition_consents force row level security;
create policy tenant on recognition_consents to zhibutong_app
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
grant select, insert on recognition_consents to zhibutong_app;
