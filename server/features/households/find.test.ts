import { beforeAll, describe, expect, it } from 'vitest'
import { findHouseholds, mostFound } from '../../../contract/household-search.ts'
import { addHousehold, listHouseholds } from '../../../contract/households.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildNaturalVillages } from '../../test/grids.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'
import { hasWords, wordsOf } from './search-rules.ts'

const test = useTestApp()
let tree: Tree
let second: number
let village: Person
let worker: Person

async function house(orgId: number, address: string, contact: string | null): Promise<void> {
  const body = { address, placeId: null, contact, headCount: 3 }
  const { status } = await village.ask(addHousehold, { params: { orgId }, body })
  expect(status).toBe(200)
}

const find = (who: Person, search: string, orgId?: number) =>
  who.ask(findHouseholds, { query: { search, ...(orgId && { orgId }) } })

const addresses = async (who: Person, search: string) =>
  (await find(who, search)).body.rows.map((row) => row.address)

beforeAll(async () => {
  tree = await buildTree(test)
  second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
  await buildNaturalVillages(test, { village: tree.village, grid: tree.grid }, ['东溪'])
  village = await test.person('committee-secretary', tree.village, { name: '董长林' })
  worker = await test.person('grid-worker', tree.grid, { name: '许金娣' })
  for (let no = 1; no <= 31; no += 1) await house(tree.grid, `东溪${no}号`, `户主${no}`)
  await house(tree.grid, '石桥 7 号', '王阿根')
  await house(second, '南塘12号', '王阿根')
  await house(second, '南塘3号', null)
})

describe('looking for a household', () => {
  it('finds by contact, by address and by natural village, each word anywhere, house numbers from their first digit', async () => {
    const both = (await find(village, '王阿根')).body
    expect(both.count).toBe(2)
    expect(both.rows.map(({ address, contact, gridName }) => [address, contact, gridName])).toEqual([
      ['南塘12号', '王阿根', '第二网格'],
      ['石桥 7 号', '王阿根', expect.any(String)],
    ])
    expect(await addresses(village, '阿根 7')).toEqual(['石桥 7 号'])
    expect(await addresses(village, '石桥７号')).toEqual(['石桥 7 号'])
    expect(await addresses(village, '东溪 3')).toEqual(['东溪3号', '东溪30号', '东溪31号'])
    expect(await addresses(village, '12号')).toEqual(['东溪12号', '南塘12号'])
    expect(await addresses(village, '没有这户')).toEqual([])
  })

  it('answers twenty, and the exact count', async () => {
    const { body } = await find(village, '东溪')
    expect([body.rows.length, body.count]).toEqual([mostFound, 31])
    const page = await village.ask(listHouseholds, {
      params: { orgId: tree.grid },
      query: { search: '东溪', limit: 200 },
    })
    expect([page.body.rows.length, page.body.count]).toEqual([mostFound, 31])
  })

  it('narrows the register of a grid to what was typed', async () => {
    const { body } = await worker.ask(listHouseholds, {
      params: { orgId: tree.grid },
      query: { search: '阿根' },
    })
    expect(body.rows.map((row) => row.address)).toEqual(['石桥 7 号'])
    expect(body.count).toBe(1)
  })

  it('finds nothing outside of the own register, and answers nobody who keeps none', async () => {
    expect(await addresses(worker, '王阿根')).toEqual(['石桥 7 号'])
    expect((await find(worker, '王阿根', second)).status).toBe(404)
    expect((await find(village, '王阿根', second)).body.count).toBe(1)
    const township = await test.person('township-officer', tree.township)
    expect((await find(township, '王阿根')).status).toBe(403)
    const stranger = await test.person('grid-worker', tree.elsewhere.township)
    expect((await find(stranger, '王阿根')).body.count).toBe(0)
    expect((await find(stranger, '王阿根', tree.grid)).status).toBe(404)
    expect((await test.ask(findHouseholds, { query: { search: '王阿根' } })).status).toBe(401)
    expect((await find(village, '　')).error.code).toBe('input.invalid')
    expect((await find(village, '王'.repeat(41))).error.code).toBe('input.invalid')
  })
})

describe('a word of a search', () => {
  it('is a number from its first digit, and letters however they are typed', () => {
    expect(hasWords(wordsOf('1'), ['21号', '东溪'])).toBe(false)
    expect(hasWords(wordsOf('1'), ['21号11', '3幢1'])).toBe(true)
    expect(hasWords(wordsOf('ａ１２　东溪'), ['东溪A12', null])).toBe(true)
    expect(wordsOf(' 　')).toEqual([])
  })
})
