-- What comes due is told in time, once, in the way a person chose; what was told to whom is kept, and when it was given up.

-- A rule: what comes due, how many days before its day (after it, below nought), from which hour of that day on.
create table reminder_rules (
  county_id int not null,
  kind text not null check (kind in ('duty', 'activity', 'task', 'worklist', 'procedure')),
  days_before int not null check (days_before between -30 and 30),
  at_hour int not null check (at_hour between 0 and 23),
  is_on boolean not null,
  -- None: as the product brought it.
  set_by uuid,
  set_at timestamptz not null,
  primary key (county_id, kind, days_before),
  foreign key (county_id) references county (county_id)
);

-- One thing that comes due, for one account or one group's robot, by one rule. Another day is another row: what has been
-- told of the old day stays told.
create table reminders (
  county_id int not null,
  to_id uuid not null,
  kind text not null,
  subject text not null,
  days_before int not null,
  due_on date not null,
  to_kind text not null check (to_kind in ('account', 'group')),
  org_id int not null,
  remind_on date not null,
  at_hour int not null,
  title text not null,
  note text,
  link text not null,
  made_at timestamptz not null,
  -- Done, called off or moved; null again when it comes back.
  withdrawn_at timestamptz,
  -- When it left for the channels, with what else, and on which day of Shanghai.
  handed_at timestamptz,
  handed_on date,
  batch_id uuid,
  -- Set by the reader alone, and shown to nobody else.
  seen_at timestamptz,
  primary key (county_id, to_id, kind, subject, days_before, due_on),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index reminders_open on reminders (county_id, remind_on) where handed_at is null and withdrawn_at is null;
create index reminders_standing on reminders (county_id, to_id) where withdrawn_at is null;
create index reminders_handed on reminders (county_id, to_id, handed_on);
create index reminders_batch on reminders (county_id, batch_id);
create index reminders_org on reminders (county_id, org_id);

-- How a person wants to be told. No row: once a day at eight, quiet from 21 to 7.
create table reminder_settings (
  county_id int not null,
  account_id uuid not null,
  mode text not null check (mode in ('daily', 'each')),
  digest_hour int not null check (digest_hour between 0 and 23),
  quiet_from int not null check (quiet_from between 0 and 23),
  quiet_to int not null check (quiet_to between 0 and 23),
  -- What is off, each 'channel.kind'.
  off text[] not null,
  version int not null,
  primary key (county_id, account_id),
  foreign key (county_id, account_id) references accounts (county_id, account_id)
);

-- Where a person can be reached: an address of mail, a number, a browser. Sealed.
create table reminder_addresses (
  county_id int not null,
  address_id uuid not null,
  account_id uuid not null,
  channel text not null check (channel in ('mail', 'sms', 'web-push')),
  -- Of a browser: what its owner calls it.
  label text not null,
  address_sealed bytea not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (county_id, address_id),
  foreign key (county_id, account_id) references accounts (county_id, account_id)
);
create index reminder_addresses_account on reminder_addresses (county_id, account_id);
create unique index reminder_addresses_one on reminder_addresses (county_id, account_id, channel)
  where ended_at is null and channel <> 'web-push';

-- The county's own server of mail, gateway of messages, keys of web push: all that they are is sealed.
create table county_channels (
  county_id int not null,
  channel text not null check (channel in ('mail', 'sms', 'web-push')),
  is_on boolean not null,
  config_sealed bytea not null,
  set_by uuid not null,
  set_at timestamptz not null,
  version int not null,
  primary key (county_id, channel),
  foreign key (county_id) references county (county_id)
);

create table group_robots (
  county_id int not null,
  robot_id uuid not null,
  org_id int not null,
  channel text not null check (channel in ('wecom', 'dingtalk')),
  name text not null,
  address_sealed bytea not null,
  set_by uuid not null,
  set_at timestamptz not null,
  ended_at timestamptz,
  primary key (county_id, robot_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index group_robots_org on group_robots (county_id, org_id);

-- What left for one address: tried until it was taken, given up after the last try, dropped when there was nothing left
-- to say.
create table deliveries (
  county_id int not null,
  batch_id uuid not null,
  target_id uuid not null,
  channel text not null check (channel in ('mail', 'sms', 'web-push', 'wecom', 'dingtalk')),
  -- Whose robot; none for what goes to one person.
  org_id int,
  account_id uuid,
  state text not null check (state in ('waiting', 'sent', 'given-up', 'dropped')),
  attempts int not null,
  made_at timestamptz not null,
  tried_at timestamptz,
  settled_at timestamptz,
  -- A word of ours, never what the other side said: that may repeat an address.
  error text,
  primary key (county_id, batch_id, target_id),
  check ((org_id is null) <> (account_id is null)),
  foreign key (county_id, account_id) references accounts (county_id, account_id),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index deliveries_state on deliveries (county_id, state, made_at);
create index deliveries_org on deliveries (county_id, org_id) where org_id is not null;
create index deliveries_account on deliveries (county_id, account_id) where account_id is not null;

select distribute('reminder_rules');
select distribute('reminders');
select distribute('reminder_settings');
select distribute('reminder_addresses');
select distribute('county_channels');
select distribute('group_robots');
select distribute('deliveries');

alter table reminder_rules enable row level security;
alter table reminder_rules force row level security;
create policy tenant on reminder_rules to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on reminder_rules to zhibutong_app;

alter table reminders enable row level security;
alter table reminders force row level security;
create policy tenant on reminders to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or to_id = nullif(current_setting('app.account', true), '')::uuid
    )
  );
grant select, insert, update on reminders to zhibutong_app;

alter table reminder_settings enable row level security;
alter table reminder_settings force row level security;
create policy tenant on reminder_settings to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or account_id = nullif(current_setting('app.account', true), '')::uuid
    )
  );
grant select, insert, update on reminder_settings to zhibutong_app;

alter table reminder_addresses enable row level security;
alter table reminder_addresses force row level security;
create policy tenant on reminder_addresses to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or account_id = nullif(current_setting('app.account', true), '')::uuid
    )
  );
grant select, insert, update on reminder_addresses to zhibutong_app;

-- Which channels there are is no secret inside the county; what they are is sealed.
alter table county_channels enable row level security;
alter table county_channels force row level security;
create policy tenant on county_channels to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on county_channels to zhibutong_app;

alter table group_robots enable row level security;
alter table group_robots force row level security;
create policy tenant on group_robots to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, update on group_robots to zhibutong_app;

alter table deliveries enable row level security;
alter table deliveries force row level security;
create policy tenant on deliveries to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
      or account_id = nullif(current_setting('app.account', true), '')::uuid
    )
  );
grant select, insert, update on deliveries to zhibutong_app;
