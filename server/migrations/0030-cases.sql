-- What residents bring and what inspections find, until whoever raised it says that it is done: requests, three cards,
-- wishes and issues on one table. Which steps there are is data in code; each case has a row in procedures.

create table cases (
  county_id int not null,
  case_id uuid not null,
  -- Where it was raised. Where it lies now is `at_org_id`: the same, or an organisation above.
  org_id int not null,
  at_org_id int not null,
  kind text not null check (kind in ('request', 'card', 'wish', 'issue')),
  sort text not null,
  urgency text not null check (urgency in ('normal', 'urgent', 'most-urgent')),
  channel text not null check (channel in (
    'phone', 'visit', 'public-page', 'letter-box', 'inspection', 'spot-check', 'person'
  )),
  case_no int not null,
  state text not null,
  due_on date,
  raised_on date not null,
  closed_on date,
  title text not null,
  body text not null,
  -- Who raised it, if they said; sealed, and gone after `contact_until`.
  contact_sealed bytea,
  contact_until date,
  recorded_by uuid,
  -- The member who took it.
  taker_id uuid,
  -- The last day of the case itself or of who took it, where the state has none of its own.
  limit_on date,
  measures text,
  result text,
  -- Scanned for personal numbers; what stands on the wall of wishes.
  public_text text,
  published_on date,
  -- How often a wish has been round.
  round int not null,
  merged_into uuid,
  recurs_of uuid,
  procedure_id uuid not null,
  version int not null,
  primary key (county_id, case_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id),
  foreign key (county_id, at_org_id) references organisations (county_id, org_id),
  foreign key (county_id, taker_id) references members (county_id, member_id),
  foreign key (county_id, merged_into) references cases (county_id, case_id),
  foreign key (county_id, recurs_of) references cases (county_id, case_id),
  foreign key (county_id, procedure_id) references procedures (county_id, procedure_id)
);
-- Counts by scope, kind and state are read from it alone: what a filter or a policy looks at is in it.
create index cases_scope on cases (county_id, org_id, kind, state, due_on)
  include (sort, urgency, closed_on, taker_id, recurs_of);
-- The newest closed ones of a few organisations among many.
create index cases_closed_at on cases (county_id, org_id, closed_on desc) where closed_on is not null;
create index cases_lying on cases (county_id, at_org_id, due_on);
create index cases_open on cases (county_id, due_on, case_id) where closed_on is null;
create index cases_closed on cases (county_id, closed_on desc, case_id) where closed_on is not null;
create index cases_taker on cases (county_id, taker_id);
create index cases_merged on cases (county_id, merged_into) where merged_into is not null;
create index cases_recurring on cases (county_id, recurs_of) where recurs_of is not null;
create index cases_procedure on cases (county_id, procedure_id);
create index cases_contact on cases (county_id, contact_until) where contact_until is not null;

-- The address on the wall of a place by which a resident without an account raises something there.
create table case_doors (
  county_id int not null,
  org_id int not null,
  address text not null,
  org_name text not null,
  -- The published wishes of the place, without a name: all that its page says besides the form.
  wall jsonb not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  primary key (county_id, org_id, address),
  unique (county_id, address),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create unique index case_doors_once on case_doors (county_id, org_id) where closed_at is null;

-- The one page on which whoever raised a case follows it and says whether it is done. It reaches this row, not the case.
create table case_pages (
  county_id int not null,
  case_id uuid not null,
  org_id int not null,
  address text not null,
  shown jsonb not null,
  -- Whether an answer is waited for there.
  asks boolean not null,
  primary key (county_id, case_id),
  unique (county_id, address)
);

-- What came through public pages, until the product itself takes it up: the page sees nothing of a case.
create table case_letters (
  county_id int not null,
  letter_id uuid not null,
  org_id int not null,
  -- Of the door or of the case's own page; a new case has its own page from the first.
  address text not null,
  act text not null check (act in ('raise', 'confirm', 'reopen')),
  case_id uuid,
  sort text,
  body text,
  contact_sealed bytea,
  reply_address text,
  sent_at timestamptz not null,
  state text not null check (state in ('sent', 'taken', 'refused')),
  primary key (county_id, letter_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index case_letters_org on case_letters (county_id, org_id);
create index case_letters_address on case_letters (county_id, address, sent_at);
create index case_letters_waiting on case_letters (county_id, sent_at) where state = 'sent';

select distribute('cases');
select distribute('case_doors');
select distribute('case_pages');
select distribute('case_letters');

-- An address leads also to the door of a place, to the page of one case and to the sheet of one household.
alter table address_locators drop constraint address_locators_kind_check;
alter table address_locators add constraint address_locators_kind_check
  check (kind in ('publication', 'attendance', 'calendar', 'case-door', 'case', 'household'));

alter table cases enable row level security;
alter table cases force row level security;
create policy tenant on cases to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
-- Whoever took a card or a wish of another branch sees it.
create policy taken on cases for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and taker_id = nullif(current_setting('app.member', true), '')::uuid
  );
grant select, insert, update on cases to zhibutong_app;

alter table case_doors enable row level security;
alter table case_doors force row level security;
create policy tenant on case_doors to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on case_doors to zhibutong_app;
create policy by_address on case_doors for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and closed_at is null
  );

alter table case_pages enable row level security;
alter table case_pages force row level security;
create policy tenant on case_pages to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on case_pages to zhibutong_app;
create policy by_address on case_pages for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
  );

alter table case_letters enable row level security;
alter table case_letters force row level security;
create policy tenant on case_letters to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on case_letters to zhibutong_app;
create policy by_address on case_letters for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      address = nullif(current_setting('app.address', true), '')
      or reply_address = nullif(current_setting('app.address', true), '')
    )
  );
create policy sent_by_address on case_letters for insert to zhibutong_app
  with check (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address = nullif(current_setting('app.address', true), '')
    and state = 'sent'
  );
