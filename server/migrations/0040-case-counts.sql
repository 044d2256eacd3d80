-- Counts of a whole county's or township's cases by kind, state and sort, from the index alone: a third as wide as
-- cases_scope, in the order in which they are grouped, with what the policies of the table look at.
create index cases_open_count on cases (county_id, kind, state, sort, due_on, org_id, taker_id) where closed_on is null;
create index cases_closed_count on cases (county_id, kind, state, sort, org_id, taker_id) where closed_on is not null;
