import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import { noteKin } from '../../../contract/kin.ts'
import * as contract from '../../../contract/recognitions.ts'
import { newId } from '../../core/ids.ts'
import { planned as plannedActivity } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest } from '../../test/boards.ts'

const test = useTestApp()
let board: BoardTest
let branch: number
let fang: string
let fangHimself: Person

beforeAll(async () => {
  board = await buildBoardTest(test)
  branch = board.tree.branch
  fang = board.ids['方志明'] ?? ''
  fangHimself = await test.person('member', branch, { memberId: fang, name: '方志明' })
})

let number = 0
function wish(more: object = {}) {
  number += 1
  return {
    memberId: fang,
    kind: 'study' as const,
    what: `区委党校农技班第 ${number} 期`,
    why: '带着大家清了河道',
    givenOn: '2026-11-10',
    ...more,
  }
}
const media = (more: object = {}) =>
  wish({ kind: 'media', what: `县融媒体报道 ${number}`, givenOn: null, ...more })

function record(who: Pick<Person, 'ask'>, body = wish(), orgId = branch, requestId = newId()) {
  return who.ask(contract.recordRecognition, { params: { orgId }, body, requestId })
}
async function recorded(who: Person, body = wish(), orgId = branch): Promise<string> {
  const { status, body: made, error } = await record(who, body, orgId)
  if (status !== 200) throw new Error(error.message)
  return made.recognitionId
}
const one = (recognitionId: string) => ({ params: { recognitionId } })
const answer = (
  who: Pick<Person, 'ask'>,
  id: string,
  said: 'given' | 'refused' | 'withdrawn',
  evidence: string | null = null,
) => who.ask(contract.answerConsent, { ...one(id), body: { answer: said, evidence } })
const release = (who: Pick<Person, 'ask'>, id: string, givenOn = '2026-11-20') =>
  who.ask(contract.releaseRecognition, { ...one(id), body: { givenOn } })
const withdraw = (who: Pick<Person, 'ask'>, id: string) =>
  who.ask(contract.withdrawRecognition, { ...one(id), body: { reason: '记错了人' } })
const codes = (answers: readonly { error?: { code: string } }[]) =>
  answers.map((each) => each.error?.code ?? 'done').toSorted()
async function find(who: Person, id: string) {
  const { rows } = (await who.ask(contract.listRecognitions, { query: { limit: 200 } })).body
  return rows.find((row) => row.recognitionId === id)
}
const mine = async (who: Person) => (await who.ask(contract.getOwnRecognitions)).body.rows

describe('care that was given', () => {
  it('[000-31] stands in the log with its giver, day, reason and record, and gives no point', async () => {
    const points = () =>
      test.system(async (ctx) => {
        const { rows } = await sql<{ count: number }>`
          select count(*)::int as count from point_entries where county_id = ${ctx.county}`.execute(ctx.db)
        return rows[0]?.count
      })
    const before = await points()
    const offered = await board.secretary.ask(contract.listRecognitionRecords, {
      params: { orgId: branch },
      query: { memberId: fang },
    })
    expect(offered.body.rows.map((row) => row.title)).toContain('清理河道、路边')
    const activity = { kind: 'activity' as const, id: board.activities['清理河道、路边'] ?? '' }
    const id = await recorded(board.secretary, wish({ what: '农技班名额', record: activity }))
    expect(await find(board.secretary, id)).toMatchObject({
      memberName: '方志明',
      kindLabel: '学习培训名额',
      what: '农技班名额',
      why: '带着大家清了河道',
      givenOn: '2026-11-10',
      record: { kind: 'activity', title: '清理河道、路边' },
      consent: 'not-needed',
      recordedByName: '沈国良',
    })
    expect((await mine(fangHimself)).map((row) => row.what)).toContain('农技班名额')
    expect(await points()).toBe(before)

    const back = await Promise.all([1, 2].map(() => withdraw(board.secretary, id)))
    expect(codes(back)).toEqual(['done', 'state.wrong'])
    expect(await find(board.deputy, id)).toMatchObject({
      withdrawn: { byName: '沈国良', reason: '记错了人' },
      abilities: { withdraw: false },
    })
  })

  it('is refused for a day to come, without a day, for a stranger’s record and for who is elsewhere', async () => {
    const refused = async (more: object) => (await record(board.secretary, wish(more))).error
    expect(await refused({ givenOn: '2026-11-21' })).toMatchObject({ field: 'body.givenOn' })
    expect(await refused({ givenOn: null })).toMatchObject({ field: 'body.givenOn' })
    expect(await refused({ memberId: board.ids['徐东溪'] })).toMatchObject({ code: 'not-found' })
    const absent = { kind: 'activity', id: board.activities['党员大会'] }
    expect(await refused({ memberId: board.ids['王阿根'], record: absent })).toMatchObject({
      code: 'not-found',
      field: 'body.record',
    })
    const planned = await plannedActivity(board.secretary, branch, { day: '2026-11-20' })
    const open = { kind: 'activity', id: planned }
    expect(await refused({ record: open })).toMatchObject({ code: 'not-found', field: 'body.record' })
  })

  it('is given by nobody to themselves or to their kin', async () => {
    const memberId = board.ids['丁小红'] ?? ''
    const ding = await test.person('branch-secretary', branch, { memberId, name: '丁小红' })
    expect((await record(ding, wish({ memberId }))).error.code).toBe('access.denied')
    const sister = board.ids['林秀兰'] ?? ''
    const body = { kin: { memberId: sister }, relation: 'sibling' as const }
    expect((await board.secretary.ask(noteKin, { params: { memberId }, body })).status).toBe(200)
    const refused = await record(
      await test.person('branch-secretary', branch, { memberId }),
      wish({ memberId: sister }),
    )
    expect(refused.error.code).toBe('access.denied')
    expect(refused.error.message).toContain('您的亲属')
  })

  it('is recorded once by two at once, and once by a request sent again', async () => {
    const body = wish()
    const both = await Promise.all([1, 2].map(() => record(board.secretary, body)))
    expect(codes(both)).toEqual(['conflict.duplicate', 'done'])
    const requestId = newId()
    const again = wish()
    const first = await record(board.secretary, again, branch, requestId)
    expect((await record(board.secretary, again, branch, requestId)).body).toEqual(first.body)
    expect(first.body.recognitionId).toBe(requestId)
  })
})

describe('a name before the public', () => {
  it('[000-31] waits for its owner’s yes, and comes down again when it is taken back', async () => {
    const id = await recorded(board.secretary, media({ what: '县融媒体报道' }))
    expect((await release(board.secretary, id)).error).toMatchObject({
      code: 'state.wrong',
      message: '本人还没有同意，不能公开名字。',
    })
    expect((await fangHimself.ask(getDue)).body.rows).toMatchObject([
      { id, note: '县融媒体报道', link: '/recognitions' },
    ])
    const twice = await Promise.all([1, 2].map(() => answer(fangHimself, id, 'given')))
    expect(codes(twice)).toEqual(['done', 'state.wrong'])
    const released = await Promise.all([1, 2].map(() => release(board.secretary, id)))
    expect(codes(released)).toEqual(['done', 'state.wrong'])
    expect(await find(board.secretary, id)).toMatchObject({ givenOn: '2026-11-20', consent: 'given' })

    expect((await answer(fangHimself, id, 'withdrawn')).status).toBe(200)
    const due = (await board.secretary.ask(getDue)).body.rows.find((row) => row.id === id)
    expect(due).toMatchObject({ state: 'today', title: '方志明不再同意公开，请把名字撤下' })
    const note = { ...one(id), body: { note: '已请融媒体删去名字' } }
    expect((await board.secretary.ask(contract.takeDownRecognition, note)).status).toBe(200)
    expect(await find(board.secretary, id)).toMatchObject({ takenDown: { note: '已请融媒体删去名字' } })
    expect((await answer(fangHimself, id, 'given')).error.code).toBe('state.wrong')
  })

  it('stays in after a no; the no may become a yes on paper, with the paper’s place', async () => {
    const id = await recorded(board.secretary, media())
    await answer(fangHimself, id, 'refused')
    expect((await release(board.secretary, id)).error.code).toBe('state.wrong')
    expect((await answer(board.secretary, id, 'given')).error).toMatchObject({ field: 'body.evidence' })
    expect((await answer(board.secretary, id, 'given', '支部文件夹 7 号')).status).toBe(200)
    expect((await release(board.secretary, id)).status).toBe(200)
  })

  it('cannot be recorded as public already, nor be answered for by another member', async () => {
    const body = media({ givenOn: '2026-11-10' })
    expect((await record(board.secretary, body)).error).toMatchObject({ field: 'body.givenOn' })
    const id = await recorded(board.secretary, media())
    const other = await test.person('member', branch, { memberId: board.ids['丁小红'] ?? '' })
    expect((await answer(other, id, 'given')).error.code).toBe('not-found')
  })
})

describe('who knows', () => {
  it('the branch what its members have from anybody; above it each giver the own, and all else as counts', async () => {
    const fromTownship = await recorded(
      board.township,
      wish({ what: '县医院体检', kind: 'health-check' }),
      board.tree.township,
    )
    const fromBranch = await recorded(board.secretary, wish({ what: '支部上门', kind: 'visit' }))
    expect(await find(board.secretary, fromTownship)).toMatchObject({ abilities: { withdraw: false } })
    expect(await find(board.township, fromTownship)).toMatchObject({ memberName: '方志明' })
    expect(await find(board.township, fromBranch)).toBeUndefined()
    expect(await find(board.committee, fromBranch)).toBeUndefined()
    expect((await withdraw(board.secretary, fromTownship)).error.code).toBe('access.denied')

    const params = { orgId: board.tree.township }
    const { body } = await board.township.ask(contract.getRecognitionCounts, { params })
    const counted = body.branches.find((row) => row.orgId === branch)
    expect(counted?.counts['visit']).toBe(1)
    expect(counted?.counts['health-check']).toBe(1)
    expect(JSON.stringify(body)).not.toMatch(/方志明|支部上门/)
  })

  it('nobody else: not a group’s leader, another branch, another county, nor who is signed out', async () => {
    const id = await recorded(board.secretary, media())
    const county = await test.newCounty('邻县')
    const strangers = [
      await test.person('group-leader', board.tree.group),
      await test.person('branch-secretary', board.tree.sibling),
      await test.person('branch-secretary', county.rootId, { county }),
      await test.person('member', branch, { memberId: board.ids['林秀兰'] ?? '' }),
      board.committee,
    ]
    for (const who of strangers) {
      const note = { ...one(id), body: { note: '撤' } }
      const acts = [
        await answer(who, id, 'given', '纸'),
        await release(who, id),
        await withdraw(who, id),
        await who.ask(contract.takeDownRecognition, note),
      ]
      expect(new Set(acts.map((each) => each.error.code))).toEqual(new Set(['not-found']))
      expect(await mine(who)).toEqual([])
      const offered = await who.ask(contract.listRecognitionRecords, {
        params: { orgId: branch },
        query: { memberId: fang },
      })
      expect(['access.denied', 'not-found']).toContain(offered.error.code)
      const given = await record(who, wish(), branch)
      expect(['access.denied', 'not-found']).toContain(given.error.code)
    }
    const member = await test.person('member', branch, { memberId: board.ids['林秀兰'] ?? '' })
    expect((await member.ask(contract.listRecognitions)).error.code).toBe('access.denied')
    const counts = await member.ask(contract.getRecognitionCounts, { params: { orgId: branch } })
    expect(counts.error.code).toBe('access.denied')
    for (const answered of [await record(test), await answer(test, id, 'given'), await withdraw(test, id)])
      expect(answered.error.code).toBe('auth.required')
  })
})
