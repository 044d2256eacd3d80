-- The log is sealed in blocks, a few seconds after it is written: docs/decisions/0015-sealed-log.md.

-- What positions of this database are counted from: raised where its transactions are counted anew, as after a restore
-- into another engine. A constant in a function, so that an insert costs nothing by it.
create function audit_base() returns bigint language sql immutable parallel safe as 'select 0::bigint';
grant execute on function audit_base() to zhibutong_app, zhibutong_platform;

-- The transaction that wrote the row: whether it has ended tells whether the row can still appear. Rows from before stand
-- at nought and are sealed first.
alter table audit_log add column position bigint not null default 0;
alter table audit_log alter column position set default audit_base() + pg_current_xact_id()::text::bigint;
create index audit_log_position on audit_log (position);

-- Everything but the position, which is nobody's to choose.
revoke insert on audit_log from zhibutong_app, zhibutong_platform;
grant insert (county_id, audit_id, at, account_id, action, target_kind, target_id, org_id, member_id, address, result, detail)
  on audit_log to zhibutong_app, zhibutong_platform;

-- One row a block, each holding the one before it. Of the whole installation: outside tenancy, the platform's alone.
create table audit_seals (
  block bigint not null,
  -- Positions before this one, but for those that were still at work, have been sealed.
  until bigint not null,
  still_open bigint[] not null,
  row_count int not null,
  -- Of each row, in their order: 16 bytes of its id, 32 of its hash.
  leaves bytea not null,
  sealed_at timestamptz not null,
  previous bytea not null,
  head bytea not null,
  primary key (block)
);
grant select, insert on audit_seals to zhibutong_platform;
