-- The few tables outside tenancy. The application's role reaches only its own county's rows of them;
-- the platform's role, which answers "who is this?" before a county is known, reaches all.

grant usage on schema public to zhibutong_app, zhibutong_platform;

-- Which county a sign-in name belongs to: names are unique in the whole installation.
create table login_locators (
  login text not null,
  county_id int not null,
  account_id uuid not null,
  primary key (login)
);
create index login_locators_account on login_locators (county_id, account_id);

-- Which county holds the person with this ID number (keyed hash, never the number).
create table identity_locators (
  id_hash bytea not null,
  county_id int not null,
  member_id uuid not null,
  primary key (id_hash)
);
create index identity_locators_member on identity_locators (county_id, member_id);

-- Random addresses that are open without signing in, and the county that answers them.
create table address_locators (
  address text not null,
  county_id int not null,
  kind text not null check (kind in ('publication')),
  target_id uuid not null,
  expires_on date,
  primary key (address)
);
create index address_locators_target on address_locators (county_id, target_id);

-- Raised by every change of a grant or of the tree, so that a remembered scope is never used after it.
create table county_epochs (
  county_id int not null,
  epoch bigint not null,
  primary key (county_id)
);

create table sessions (
  token_hash bytea not null,
  county_id int not null,
  account_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  address text,
  agent text,
  primary key (token_hash)
);
create index sessions_account on sessions (county_id, account_id);
create index sessions_expiry on sessions (expires_at);

create table one_time_links (
  token_hash bytea not null,
  county_id int not null,
  account_id uuid not null,
  purpose text not null check (purpose in ('first-administrator', 'invitation', 'demonstration')),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (token_hash)
);
create index one_time_links_account on one_time_links (county_id, account_id);

-- What proves who one is; never within reach of the application's role.
create table account_secrets (
  county_id int not null,
  account_id uuid not null,
  password_hash text,
  changed_at timestamptz not null,
  primary key (county_id, account_id)
);

-- What is one for the whole installation: which master key hashes its look-ups.
create table installation (
  name text not null,
  value text not null,
  primary key (name)
);
grant select, insert on installation to zhibutong_platform;

-- Failed sign-ins by what was tried (a hash of the name) and from where: both are throttled.
create table sign_in_failures (
  subject text not null,
  failures int not null,
  first_at timestamptz not null,
  locked_until timestamptz,
  primary key (subject)
);

-- Browsers in which somebody has come in before: what strangers try on the same name does not lock these out.
create table known_devices (
  county_id int not null,
  account_id uuid not null,
  token_hash bytea not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (county_id, account_id, token_hash)
);

alter table known_devices enable row level security;
alter table known_devices force row level security;
create policy own_county on known_devices to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on known_devices to zhibutong_platform using (true);
grant select, delete on known_devices to zhibutong_app;
grant select, insert, update, delete on known_devices to zhibutong_platform;

alter table login_locators enable row level security;
alter table login_locators force row level security;
create policy own_county on login_locators to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on login_locators to zhibutong_platform using (true);
grant select, insert, update, delete on login_locators to zhibutong_app;
grant select, insert, delete on login_locators to zhibutong_platform;

alter table identity_locators enable row level security;
alter table identity_locators force row level security;
create policy own_county on identity_locators to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on identity_locators to zhibutong_platform using (true);
grant select, insert, update, delete on identity_locators to zhibutong_app;
grant select on identity_locators to zhibutong_platform;

alter table address_locators enable row level security;
alter table address_locators force row level security;
create policy own_county on address_locators to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on address_locators to zhibutong_platform using (true);
grant select, insert, update, delete on address_locators to zhibutong_app;
grant select on address_locators to zhibutong_platform;

alter table county_epochs enable row level security;
alter table county_epochs force row level security;
create policy own_county on county_epochs to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on county_epochs to zhibutong_platform using (true);
grant select, insert, update on county_epochs to zhibutong_app;
grant select on county_epochs to zhibutong_platform;

grant select, insert, update, delete on sessions, one_time_links, account_secrets, sign_in_failures to zhibutong_platform;
-- An administrator ends the sessions of an account and hands out invitations; both stay inside the county.
alter table sessions enable row level security;
alter table sessions force row level security;
create policy own_county on sessions to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on sessions to zhibutong_platform using (true);
grant select, delete on sessions to zhibutong_app;

alter table one_time_links enable row level security;
alter table one_time_links force row level security;
create policy own_county on one_time_links to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on one_time_links to zhibutong_platform using (true);
grant select, insert, delete on one_time_links to zhibutong_app;
