-- Who is linked to an organisation as its contact leader, and what is said of its meetings before, during and after. The
-- link is a grant with a term, what is said a procedure of the kernel: neither needs a table of its own.

-- An activity is looked at once: two who say the first word at the same time say it in one record.
create unique index stage_reviews_once on procedures (county_id, subject_id) where kind = 'stage-review';

-- Who is linked is no secret in the county, though the leader's own office stands above the branch. Nor is who holds one
-- of the three separated roles: whoever links a leader must see that those three are left alone.
create policy contacts on grants for select to zhibutong_app
  using (
    county_id = nullif(current_setting('app.county', true), '')::int
    and role in ('contact-leader', 'county-admin', 'security-admin', 'auditor')
  );
