-- Run once by a superuser of the PostgreSQL server, in the database `postgres`.
-- Replace the passwords; none of the first three roles may be a superuser or pass by row-level security.
create role zhibutong_owner login password 'CHANGE-owner';
create role zhibutong_app login password 'CHANGE-app';
create role zhibutong_platform login password 'CHANGE-platform';
create database zhibutong owner zhibutong_owner encoding 'UTF8' template template0;
revoke all on database zhibutong from public;
grant connect on database zhibutong to zhibutong_app, zhibutong_platform;
-- The job queue makes its own schema.
grant create on database zhibutong to zhibutong_platform;
-- Backups: reads every row, writes none, and is used for nothing else (DATABASE_BACKUP_URL).
create role zhibutong_backup login bypassrls password 'CHANGE-backup';
grant pg_read_all_data to zhibutong_backup;
grant connect on database zhibutong to zhibutong_backup;
alter role zhibutong_backup set default_transaction_read_only = on;
