import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/bulletins.ts'
import { close, planned, reopen } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, names } from '../../test/boards.ts'
import { sentList } from '../../test/worklists.ts'

const test = useTestApp()
let board: BoardTest

beforeEach(async () => {
  goTo(test, '2026-11-18')
  board = await buildBoardTest(test)
  goTo(test, '2026-11-18')
})

type Query = { period: contract.BulletinPeriod; day?: string }
const bulletin = (who: Person, orgId: number, query: Query) =>
  who.ask(contract.getBulletin, { params: { orgId }, query })
const records = (who: Person, orgId: number, query: Query & { figure: contract.BulletinFigure }) =>
  who.ask(contract.listBulletinRecords, { params: { orgId }, query })

describe('[002-17] daily monitor, weekly bulletin, monthly assessment', () => {
  it('are made from what is on record, whenever they are asked for', async () => {
    const { secretary, township, tree } = board
    const at = { orgId: tree.township, period: 'week' } as const
    await sentList(township, tree.township)
    const activityId = await planned(secretary, tree.branch, { kind: 'theme-day', day: '2026-11-17' })
    const before = (await bulletin(township, at.orgId, at)).body
    expect([before.title, before.from, before.to]).toEqual([
      '2026年11月16日到11月22日每周通报',
      '2026-11-16',
      '2026-11-22',
    ])
    expect(before.rows.map(({ name }) => name)).toEqual(['石桥支部', '东溪支部'])
    expect(before.sums).toMatchObject({ activities: 0, unrecorded: 1, asked: 6, answered: 0 })
    const written = async () => (await bulletin(township, at.orgId, { period: 'day' })).body.sums
    const { activities, 'person-times': personTimes } = await written()
    await close(secretary, activityId)
    const after = (await bulletin(township, at.orgId, at)).body
    expect(after.sums).toMatchObject({ activities: 1, 'person-times': 5, unrecorded: 0, answered: 1 })
    // Held yesterday, written down today: the daily one tells of today's writing.
    expect((await written()).activities).toBe(activities + 1)
    expect(
      (await bulletin(township, at.orgId, { period: 'day', day: '2026-11-17' })).body.sums.activities,
    ).toBe(0)
    await reopen(test, secretary, activityId, '少记一人')
    expect(
      (await close(secretary, activityId, { roll: { removed: [board.ids['王阿根'] ?? ''] } })).status,
    ).toBe(200)
    expect(await written()).toMatchObject({ corrections: 1, 'person-times': personTimes + 4 })
    const month = (await bulletin(secretary, tree.branch, { period: 'month', day: '2026-08-03' })).body
    expect([month.title, month.rows.length]).toEqual(['2026年8月每月考核', 1])
    expect(month.sums.activities).toBe(1)
  })

  it('open each figure to its records, without a name', async () => {
    const { township, tree } = board
    const query = { period: 'month', day: '2026-08-03', figure: 'activities' } as const
    const { body } = await records(township, tree.branch, query)
    expect(body.rows).toMatchObject([{ day: '2026-08-20', title: '清理河道、路边', note: '石桥支部' }])
    for (const figure of contract.bulletinFigures) {
      const answer = await records(township, tree.township, { ...query, figure })
      expect(answer.status).toBe(200)
      expect(JSON.stringify(answer.body)).not.toMatch(new RegExp(names.join('|')))
    }
  })

  it('can be had as a Word file, and are kept from strangers and from days to come', async () => {
    const { township, secretary, tree } = board
    const word = (who: Person) =>
      who.ask(contract.getBulletinWord, { params: { orgId: tree.township }, query: { period: 'week' } })
    const file = await word(township)
    expect([file.status, (file.body as unknown as Buffer).subarray(0, 2).toString()]).toEqual([200, 'PK'])
    expect((await word(secretary)).error.code).toBe('not-found')
    const stranger = await test.person('branch-secretary', tree.elsewhere.branch)
    const member = await test.person('member', tree.branch)
    expect((await bulletin(stranger, tree.branch, { period: 'day' })).error.code).toBe('not-found')
    expect((await bulletin(member, tree.branch, { period: 'day' })).error.code).toBe('access.denied')
    const future = await bulletin(township, tree.branch, { period: 'day', day: '2026-11-19' })
    expect([future.status, future.error.field]).toEqual([400, 'query.day'])
    const nobody = await test.ask(contract.getBulletin, {
      params: { orgId: tree.branch },
      query: { period: 'day' },
    })
    expect(nobody.status).toBe(401)
  })
})
