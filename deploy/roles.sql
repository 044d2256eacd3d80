-- Run once by a superuser of the PostgreSQL server, in the database `postgres`.
-- None of the first three roles may be a superuser or pass by row-level security. They have no passwords: pg_hba.conf beside
-- this file lets them in. Where there is no other way: alter role … password '…', and change it yourself from time to time.
create role zhibutong_owner login;
create role zhibutong_app login;
create role zhibutong_platform login;
create database zhibutong owner zhibutong_owner encoding 'UTF8' template template0;
revoke all on database zhibutong from public;
grant connect on database zhibutong to zhibutong_app, zhibutong_platform;
-- The job queue makes its own schema.
grant create on database zhibutong to zhibutong_platform;
-- Backups: reads every row, writes none, and is used for nothing else (DATABASE_BACKUP_URL).
create role zhibutong_backup login bypassrls;
grant pg_read_all_data to zhibutong_backup;
grant connect on database zhibutong to zhibutong_backup;
alter role zhibutong_backup set default_transaction_read_only = on;
