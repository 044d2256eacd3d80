-- Sign-in by the identity service of somebody else (OpenID Connect): which of its subjects is which account, since when, by
-- whom and why; until when. What is over stays.
create table provider_links (
  county_id int not null,
  link_id uuid not null,
  issuer text not null,
  -- A keyed hash: some services take a number of the person for their subject.
  subject_hash bytea not null,
  account_id uuid not null,
  linked_by uuid not null,
  linked_at timestamptz not null,
  reason text not null,
  -- When its owner showed that the account is theirs; before that it opens nothing by itself.
  confirmed_at timestamptz,
  ended_by uuid,
  ended_at timestamptz,
  end_reason text,
  primary key (county_id, link_id),
  foreign key (county_id, account_id) references accounts (county_id, account_id)
);
create unique index provider_links_subject on provider_links (county_id, issuer, subject_hash) where ended_at is null;
create unique index provider_links_once on provider_links (county_id, account_id, issuer) where ended_at is null;
create index provider_links_account on provider_links (county_id, account_id, linked_at);

select distribute('provider_links');

alter table provider_links enable row level security;
alter table provider_links force row level security;
create policy tenant on provider_links to zhibutong_app
  using (county_id = nullif(current_setting('app.county', true), '')::int);
create policy platform on provider_links to zhibutong_platform using (true);
grant select, insert, update on provider_links to zhibutong_app, zhibutong_platform;

-- Who is on the way to such a service and back, by a cookie of the browser that left. Taken once.
create table provider_attempts (
  token_hash bytea not null,
  provider text not null,
  -- What it is for; `proof`: back already, and a proof of our own is still asked for.
  purpose text not null check (purpose in ('sign-in', 'link', 'proof')),
  state_hash bytea,
  nonce text,
  verifier text,
  next_path text not null,
  county_id int not null,
  account_id uuid,
  -- Of a link: the session that asked for it, which must still be open.
  session_hash bytea,
  -- Of a proof: by which link, and whether the service says that more than a password was shown.
  link_id uuid,
  is_strong boolean not null default false,
  expires_at timestamptz not null,
  primary key (token_hash)
);
create index provider_attempts_expiry on provider_attempts (expires_at);
grant select, insert, delete on provider_attempts to zhibutong_platform;

alter table provider_attempts enable row level security;
alter table provider_attempts force row level security;
create policy platform on provider_attempts to zhibutong_platform using (true);
