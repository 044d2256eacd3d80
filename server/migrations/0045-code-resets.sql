-- Who has taken the codes off somebody's account, and when: told to that person until they have set new ones.
alter table accounts add column code_reset_at timestamptz;
alter table accounts add column code_reset_by uuid;
grant update (code_reset_at, code_reset_by) on accounts to zhibutong_platform;
