-- Photos that somebody added to a meeting, if anybody liked to. The picture is the file of the same id; it holds nothing
-- but the picture.
create table activity_photos (
  county_id int not null,
  photo_id uuid not null,
  activity_id uuid not null,
  org_id int not null,
  -- Pixels.
  width int not null,
  height int not null,
  added_by uuid not null,
  added_at timestamptz not null,
  primary key (county_id, photo_id),
  foreign key (county_id, activity_id) references activities (county_id, activity_id)
);
create index activity_photos_activity on activity_photos (county_id, activity_id);
select distribute('activity_photos');

alter table activity_photos enable row level security;
alter table activity_photos force row level security;
create policy tenant on activity_photos to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and (
      current_setting('app.scope', true) = 'county'
      or org_id between nullif(current_setting('app.first_org', true), '')::int
                     and nullif(current_setting('app.last_org', true), '')::int
      or org_id <@ nullif(current_setting('app.orgs', true), '')::int4multirange
    )
  );
grant select, insert, delete on activity_photos to zhibutong_app;
