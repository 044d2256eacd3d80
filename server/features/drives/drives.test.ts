import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/drives.ts'
import { changeWorklist, draftWorklist, getWorklist, sendWorklist } from '../../../contract/worklists.ts'
import { newId } from '../../core/ids.ts'
import { buildCrowd, close, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildTree, type Tree } from '../../test/tree.ts'
import { aWish } from '../../test/worklists.ts'

const test = useTestApp('2026-11-17T09:00:00+08:00')
let tree: Tree
let township: Person
let secretary: Person
let stranger: Person

beforeEach(async () => {
  tree = await buildTree(test)
  await buildCrowd(test, tree.branch, 3)
  township = await test.person('township-officer', tree.township)
  secretary = await test.person('branch-secretary', tree.branch)
  stranger = await test.person('branch-secretary', tree.elsewhere.branch)
})

const wish = {
  name: '党员示范岗',
  kind: 'demonstration-post',
  validFrom: '2026-11-01',
  validTo: '2026-12-31',
} as const
const start = (who: Person, orgId: number, more: object = {}, requestId = newId()) =>
  who.ask(contract.startDrive, { params: { orgId }, body: { ...wish, ...more }, requestId })
const started = async (more: object = {}) => (await start(township, tree.township, more)).body.driveId
const tag = (who: Person, driveId: string, sourceId: string, on = true) =>
  who.ask(contract.setDriveTag, { params: { driveId }, body: { source: 'activity', sourceId, on } })
const look = (who: Person, driveId: string) => who.ask(contract.getDrive, { params: { driveId } })

describe('[002-06] [003-25] themed drives', () => {
  it('are started by who sends lists, read wherever they reach, ended once with a reason', async () => {
    const requestId = newId()
    const first = await start(township, tree.township, {}, requestId)
    expect((await start(township, tree.township, {}, requestId)).body).toEqual(first.body)
    const { driveId } = first.body
    await started({ name: '签字背书', kind: 'sign-and-answer-for' })
    await started({ name: '机关帮基层', kind: 'carrier' })
    const { body } = await secretary.ask(contract.listDrives, {})
    expect(body.rows.map(({ kindLabel }) => kindLabel).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      '活动载体',
      '示范岗',
      '签字背书',
    ])
    expect(body.places).toEqual([])
    expect((await start(township, tree.township, { validTo: '2026-10-01' })).error.field).toBe('body.validTo')
    expect((await start(secretary, tree.branch)).error.code).toBe('access.denied')
    expect((await start(stranger, tree.township)).error.code).toBe('not-found')
    expect((await stranger.ask(contract.listDrives, {})).body.rows).toEqual([])
    expect((await look(stranger, driveId)).error.code).toBe('not-found')
    const end = (who: Person) =>
      who.ask(contract.endDrive, { params: { driveId }, body: { reason: '告一段落' } })
    expect((await end(secretary)).error.code).toBe('access.denied')
    expect((await end(stranger)).error.code).toBe('not-found')
    const ends = await Promise.all([end(township), end(township)])
    expect(ends.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await look(secretary, driveId)).body.drive).toMatchObject({
      inForce: false,
      endReason: '告一段落',
    })
    expect((await test.ask(contract.listDrives)).status).toBe(401)
  })

  it('gather what is recorded under them, by branch, each figure open to its records', async () => {
    const driveId = await started()
    const activityId = await planned(secretary, tree.branch, { title: '亮身份', day: '2026-11-17' })
    const offered = { query: { source: 'activity', sourceId: activityId } as const }
    expect((await secretary.ask(contract.getDriveTags, offered)).body).toMatchObject({
      rows: [{ driveId, name: '党员示范岗', on: false }],
      abilities: { tag: true },
    })
    const tags = await Promise.all([tag(secretary, driveId, activityId), tag(secretary, driveId, activityId)])
    expect(tags.map(({ status }) => status)).toEqual([200, 200])
    expect((await look(township, driveId)).body.rows).toMatchObject([{ activities: 0, planned: 1 }])
    await close(secretary, activityId)
    expect((await look(township, driveId)).body.rows).toEqual([
      { orgId: tree.branch, name: '石桥支部', activities: 1, personTimes: 3, planned: 0, items: 0 },
    ])
    const records = (who: Person) =>
      who.ask(contract.listDriveRecords, { params: { driveId }, query: { orgId: tree.branch } })
    expect((await records(township)).body.rows).toMatchObject([
      { title: '亮身份', day: '2026-11-17', state: '记好了', link: `/activities/${activityId}` },
    ])
    expect((await records(stranger)).error.code).toBe('not-found')
    // Nobody above says in the place of the branch under what it stands; no stranger finds it.
    expect((await tag(township, driveId, activityId)).error.code).toBe('access.denied')
    expect((await tag(stranger, driveId, activityId)).error.code).toBe('not-found')
    expect((await stranger.ask(contract.getDriveTags, offered)).error.code).toBe('not-found')
    expect((await tag(secretary, driveId, activityId, false)).status).toBe(200)
    expect((await look(township, driveId)).body.rows).toEqual([])
    await township.ask(contract.endDrive, { params: { driveId }, body: { reason: '完' } })
    expect((await tag(secretary, driveId, activityId)).error.code).toBe('state.wrong')
  })

  it('stand on an item of a list as well, set by who sends it, and stay when the draft is changed', async () => {
    const driveId = await started()
    const params = { worklistId: newId() }
    await township.ask(draftWorklist, {
      params: { orgId: tree.township },
      body: aWish,
      requestId: params.worklistId,
    })
    const { items } = (await township.ask(getWorklist, { params })).body
    const body = { source: 'worklist-item', sourceId: items[0]?.itemId ?? '', on: true } as const
    const put = (who: Person) => who.ask(contract.setDriveTag, { params: { driveId }, body })
    expect((await put(secretary)).error.code).toBe('not-found')
    expect((await put(township)).status).toBe(200)
    const change = { ...aWish, title: '改过的', items: [...aWish.items].reverse(), version: 1 }
    expect((await township.ask(changeWorklist, { params, body: change })).status).toBe(200)
    expect((await township.ask(sendWorklist, { params })).status).toBe(200)
    expect((await look(township, driveId)).body.rows).toMatchObject([{ name: '青禾镇', items: 1 }])
  })
})
