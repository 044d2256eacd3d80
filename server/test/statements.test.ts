import { describe, expect, it } from 'vitest'
import { findUnrouted } from './statements.ts'

const tenant = new Set(['members', 'grants', 'facts'])
const unrouted = (text: string) => findUnrouted(text, tenant)

describe('the reading of statements', () => {
  it.each([
    'select * from members where county_id = $1',
    'select * from "members" as "m" where "m"."county_id" = $1 and "m"."org_id" = $2',
    'select * from grants g join members m on m.county_id = $1 and m.member_id = g.member_id where g.county_id = $1',
    'insert into facts (county_id, fact_id) values ($1, $2)',
    'insert into "facts" ("county_id", "fact_id") values ($1, $2) on conflict do nothing',
    'update members set name = $2 where county_id = $1',
    'with f as (select * from facts where county_id = $1) select * from f',
    'select * from sessions where token_hash = $1',
  ])('lets pass %s', (text) => {
    expect(unrouted(text)).toEqual([])
  })

  it.each([
    ['select * from members where org_id = $1', ['members']],
    [
      'select * from grants g join members m on m.county_id = g.county_id where g.county_id = $1',
      ['members m'],
    ],
    [
      'select * from members m where exists (select 1 from facts f where f.member_id = m.member_id) and m.county_id = $1',
      ['facts f'],
    ],
    ['update members set name = $2 where member_id = $1', ['members']],
    ['delete from facts where fact_id = $1', ['facts']],
    ['insert into facts (fact_id) values ($1)', ['facts']],
  ])('finds the table in %s', (text, tables) => {
    expect(unrouted(text)).toEqual(tables)
  })
})
