import type pg from 'pg'

/** Written whatever becomes of a request: that somebody was here, or asked too often. */
const aside = ['sessions', 'sign_in_failures', 'provider_attempts', 'request_counts', 'known_devices']

/**
 * Has the database itself note which tables a row was written to. The note is part of the transaction: what is taken back
 * leaves none, so what is there after a refusal was written by a request that was refused.
 */
export async function watchWrites(admin: pg.Client): Promise<() => Promise<string[]>> {
  await admin.query('create unlogged table touched (name text not null)')
  await admin.query('grant all on touched to public')
  await admin.query(`
    create function note_touched() returns trigger language plpgsql as $$
    begin insert into public.touched values (tg_table_name); return null; end $$`)
  const { rows } = await admin.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'touched'`,
  )
  for (const { name } of rows.filter((table) => !aside.includes(table.name)))
    await admin.query(
      `create trigger note_touched after insert or update or delete on "${name}"
       for each row execute function note_touched()`,
    )
  return async () => {
    const found = await admin.query<{ name: string }>('delete from touched returning name')
    return [...new Set(found.rows.map(({ name }) => name))].sort()
  }
}
