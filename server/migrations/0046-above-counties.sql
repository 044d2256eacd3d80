-- What stands above the counties: how they do as counts, and who may look. See docs/decisions/0021-above-counties.md.

-- That something was written in a county, with the write itself: gone with the count that saw it.
create table county_changes (
  county_id int not null,
  change_id uuid not null,
  primary key (county_id, change_id)
);

-- A county's own line, as it stands now.
create table county_figures (
  county_id int not null,
  -- GB/T 2260, six figures; empty where nobody has said it.
  division_code text not null,
  name text not null,
  branches int not null,
  members int not null,
  cases_open int not null,
  cases_late int not null,
  -- As the database's clock says, since two processes may count.
  refreshed_at timestamptz not null,
  -- When, and on which day in Shanghai, all of its months were counted last.
  whole_at timestamptz,
  whole_on date,
  primary key (county_id)
);

create table county_month_figures (
  county_id int not null,
  month date not null,
  activities int not null,
  -- Due in the month and not excused; done; due before today and neither.
  duties_due int not null,
  duties_done int not null,
  duties_late int not null,
  refreshed_at timestamptz not null,
  primary key (county_id, month)
);
create index county_month_figures_month on county_month_figures (month);

-- Who may look at which part of the country, by the operator's hand.
create table above_grants (
  county_id int not null,
  account_id uuid not null,
  -- How its counties' codes begin; empty: the whole country.
  prefix text not null check (prefix ~ '^([0-9]{2}|[0-9]{4})?$'),
  granted_at timestamptz not null,
  primary key (county_id, account_id, prefix)
);

-- Of prefectures, as the operator calls them; those of provinces are in the program.
create table division_names (
  code text not null check (code ~ '^[0-9]{4}$'),
  name text not null,
  primary key (code)
);

select distribute('county_changes');
select distribute('county_figures');
select distribute('county_month_figures');

alter table county_changes enable row level security;
alter table county_changes force row level security;
create policy own_county on county_changes to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on county_changes to zhibutong_platform using (true);
grant select, insert, delete on county_changes to zhibutong_app;
grant select, insert on county_changes to zhibutong_platform;

alter table county_figures enable row level security;
alter table county_figures force row level security;
create policy own_county on county_figures to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on county_figures to zhibutong_platform using (true);
grant select, insert, update on county_figures to zhibutong_app;
grant select on county_figures to zhibutong_platform;

alter table county_month_figures enable row level security;
alter table county_month_figures force row level security;
create policy own_county on county_month_figures to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on county_month_figures to zhibutong_platform using (true);
grant select, insert, update on county_month_figures to zhibutong_app;
grant select on county_month_figures to zhibutong_platform;

-- The application tells a person only that they may look; what there is to see is read by the platform.
alter table above_grants enable row level security;
alter table above_grants force row level security;
create policy own_account on above_grants to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and account_id = nullif(current_setting('app.account', true), '')::uuid
  );
create policy platform on above_grants to zhibutong_platform using (true);
grant select on above_grants to zhibutong_app;
grant select, insert, delete on above_grants to zhibutong_platform;

grant select, insert, update on division_names to zhibutong_platform;
-- Where a county stands is said by the operator.
grant update (division_code) on county to zhibutong_platform;
