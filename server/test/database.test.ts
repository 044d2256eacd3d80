import pg from 'pg'
import { expect, test } from 'vitest'
import { createTestDatabase } from './database.ts'

test('a clone is migrated, one’s own, and gone after drop', async () => {
  const one = await createTestDatabase()
  const two = await createTestDatabase()
  const client = new pg.Client({ connectionString: one.urls.owner })
  await client.connect()
  await client.query('create table mine (id int)')
  const { rows } = await client.query('select count(*)::int as n from schema_migrations')
  expect(rows[0].n).toBeGreaterThan(0)
  await client.end()
  const other = new pg.Client({ connectionString: two.urls.app })
  await other.connect()
  await expect(other.query('select from mine')).rejects.toThrow(/does not exist/)
  other.on('error', () => {})
  await two.drop()
  await one.drop()
  const gone = new pg.Client({ connectionString: two.urls.app })
  await expect(gone.connect()).rejects.toThrow(/does not exist/)
})
