-- How often a network address has asked for what is open to anybody: counted in one place for all processes. Forgotten
-- when the engine is killed, which is no harm: unlogged.
create unlogged table request_counts (
  -- A hash of the address and of what it asked for.
  subject text not null,
  hits int not null,
  begun_at timestamptz not null,
  primary key (subject)
);
grant select, insert, update, delete on request_counts to zhibutong_platform;
