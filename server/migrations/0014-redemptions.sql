-- What points are worth, where an organisation wants them to be worth something. The points themselves stay as they
-- are: a redemption is a row of its own and touches no entry.

create table redemption_programmes (
  county_id int not null,
  programme_id uuid not null,
  org_id int not null,
  name text not null,
  value_kind text not null check (value_kind in ('goods', 'honour')),
  -- Points booked on these days count; redeeming begins on the first day and ends with the last of them.
  valid_from date not null,
  valid_to date not null,
  first_day date not null,
  -- Money in 分: of the whole programme, and for one person in a calendar year over all programmes of the opener.
  budget_fen int not null,
  ceiling_fen int not null,
  spent_fen int not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  closed_by uuid,
  closed_at timestamptz,
  close_reason text,
  primary key (county_id, programme_id),
  constraint redemption_programmes_span check (valid_from <= valid_to and first_day between valid_from and valid_to),
  constraint redemption_programmes_budget check (spent_fen between 0 and budget_fen),
  constraint redemption_programmes_ceiling check (ceiling_fen >= 0),
  foreign key (county_id, org_id) references organisations (county_id, org_id)
);
create index redemption_programmes_org on redemption_programmes (county_id, org_id, valid_to);

create table redemption_items (
  county_id int not null,
  item_id uuid not null,
  programme_id uuid not null,
  org_id int not null,
  name text not null,
  price_points int not null check (price_points > 0),
  unit_fen int not null check (unit_fen >= 0),
  stock int not null,
  added_by uuid not null,
  added_at timestamptz not null,
  retired_by uuid,
  retired_at timestamptz,
  primary key (county_id, item_id),
  constraint redemption_items_stock check (stock >= 0),
  foreign key (county_id, programme_id) references redemption_programmes (county_id, programme_id)
);
create index redemption_items_programme on redemption_items (county_id, programme_id);

create table redemptions (
  county_id int not null,
  redemption_id uuid not null,
  programme_id uuid not null,
  item_id uuid not null,
  -- Who opened the programme and serves at its desk.
  org_id int not null,
  member_id uuid not null,
  branch_id int not null,
  quantity int not null check (quantity > 0),
  -- As they were when it was redeemed: a price may change.
  points int not null,
  fen int not null,
  made_on date not null,
  made_by uuid not null,
  made_at timestamptz not null,
  handed_by uuid,
  handed_at timestamptz,
  cancelled_by uuid,
  cancelled_at timestamptz,
  cancel_reason text,
  primary key (county_id, redemption_id),
  check (handed_at is null or cancelled_at is null),
  foreign key (county_id, programme_id) references redemption_programmes (county_id, programme_id),
  foreign key (county_id, item_id) references redemption_items (county_id, item_id),
  foreign key (county_id, member_id) references members (county_id, member_id),
  foreign key (county_id, branch_id) references organisations (county_id, org_id)
);
create index redemptions_programme on redemptions (county_id, programme_id, made_at);
create index redemptions_item on redemptions (county_id, item_id);
create index redemptions_member on redemptions (county_id, member_id, made_on);
create index redemptions_branch on redemptions (county_id, branch_id);

select distribute('redemption_programmes');
select distribute('redemption_items');
select distribute('redemptions');

-- A member redeems from a programme above the own branch, and with it its budget and stock go down: the whole county
-- reaches these two, and who may change them is asked by the feature.
alter table redemption_programmes enable row level security;
alter table redemption_programmes force row level security;
create policy tenant on redemption_programmes to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on redemption_programmes to zhibutong_app;

alter table redemption_items enable row level security;
alter table redemption_items force row level security;
create policy tenant on redemption_items to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
grant select, insert, update on redemption_items to zhibutong_app;

alter table redemptions enable row level security;
alter table redemptions force row level security;
create policy tenant on redemptions to zhibutong_app
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
grant select, insert, update on redemptions to zhibutong_app;
