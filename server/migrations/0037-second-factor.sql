-- A second proof beside the password: a secret that a person's own phone holds too; the one that was handed out and is not
-- in force until a code of it was shown; and the half-minute of the last code that was taken, so that one read over a
-- shoulder is worth nothing.
alter table account_secrets add column code_secret_sealed bytea;
alter table account_secrets add column code_next_sealed bytea;
alter table account_secrets add column code_step bigint;

-- Whether more than a password was shown: a code, or an address that was handed over.
alter table sessions add column proven boolean not null default false;
