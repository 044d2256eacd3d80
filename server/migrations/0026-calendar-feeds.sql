-- Calendars that other programs fetch by a secret address. What is kept is the hash of the address, so that nobody who
-- reads the database can fetch one.
create table calendar_feeds (
  county_id int not null,
  feed_id uuid not null,
  account_id uuid not null,
  -- None: one's own; else an organisation's, for as long as the account reads its activities.
  org_id int,
  address_hash text not null,
  made_at timestamptz not null,
  revoked_at timestamptz,
  primary key (county_id, feed_id),
  unique (county_id, address_hash),
  foreign key (county_id, account_id) references accounts (county_id, account_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index calendar_feeds_account on calendar_feeds (county_id, account_id);
create index calendar_feeds_org on calendar_feeds (county_id, org_id) where org_id is not null;

select distribute('calendar_feeds');

-- The locator of a calendar holds the hash in place of the address.
alter table address_locators drop constraint address_locators_kind_check;
alter table address_locators add constraint address_locators_kind_check
  check (kind in ('publication', 'attendance', 'calendar'));

alter table calendar_feeds enable row level security;
alter table calendar_feeds force row level security;
create policy tenant on calendar_feeds to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and account_id = nullif(current_setting('app.account', true), '')::uuid
  );
-- Whoever comes by the address sees whose it is, and then reads as that person.
create policy by_address on calendar_feeds for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and address_hash = nullif(current_setting('app.address', true), '')
  );
grant select, insert, update on calendar_feeds to zhibutong_app;
