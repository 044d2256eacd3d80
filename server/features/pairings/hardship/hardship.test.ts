import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../../contract/due.ts'
import type { RequestOf } from '../../../../contract/endpoint.ts'
import * as contract from '../../../../contract/hardship-files.ts'
import { newId } from '../../../core/ids.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import {
  anOpening,
  buildPairingTest,
  opened,
  type PairingTest,
  signInPairing,
} from '../../../test/pairings.ts'
import { buildMembers } from '../../../test/people.ts'
import { closeOverFiles } from './commands.ts'

const test = useTestApp()
let world: PairingTest
let secretary: Person

beforeAll(async () => {
  world = await buildPairingTest(test)
})

async function moveTo(now: string): Promise<void> {
  test.clock.now = new Date(now)
  world = { ...world, ...(await signInPairing(test, world.tree, world.helperId, world.otherId)) }
  secretary = world.secretary
}
beforeEach(() => moveTo('2026-11-20T09:00:00+08:00'))

/** A member of the branch with a phone. */
async function member(name = '周桂芳') {
  const [memberId = ''] = await buildMembers(test, [{ orgId: world.tree.branch, name }])
  return { memberId, who: await test.person('member', world.tree.branch, { name, memberId }) }
}

const codes = (answers: { error?: { code: string } }[]) =>
  answers.map((each) => each.error?.code ?? 'done').toSorted()

const own = async (who: Person) => (await who.ask(contract.getOwnHardshipFile)).body.file
const look = (fileId: string, reason = '发补助前核对', who = secretary) =>
  who.ask(contract.showHardshipFile, { params: { fileId }, body: { reason } })

type Aid = RequestOf<typeof contract.giveAid>['body']
const give = (fileId: string, more: Partial<Aid> = {}, requestId = newId()) =>
  secretary.ask(contract.giveAid, {
    params: { fileId },
    body: { kind: 'funds', givenOn: '2026-11-20', what: '修屋顶', fen: 120_000, ...more },
    requestId,
  })

const rawFiles = () =>
  test.system((ctx) =>
    ctx.db.selectFrom('hardship_files').selectAll().where('county_id', '=', ctx.county).execute(),
  )
const rawFile = async (fileId: string) => (await rawFiles()).find((row) => row.file_id === fileId)

const factCount = () =>
  test.system(async (ctx) => {
    const { fn } = ctx.db
    const query = ctx.db.selectFrom('facts').select(fn.countAll<number>().as('n'))
    return (await query.where('county_id', '=', ctx.county).executeTakeFirstOrThrow()).n
  })

describe('a hardship file', () => {
  it('[003-20] is opened with the signed paper, once, sealed, and read only with a reason that the member sees', async () => {
    const { memberId, who } = await member()
    const body = anOpening(memberId)
    const both = await Promise.all([
      secretary.ask(contract.openHardshipFile, { body }),
      secretary.ask(contract.openHardshipFile, { body }),
    ])
    expect(codes(both)).toEqual(['conflict.duplicate', 'done'])
    const fileId = both.find((each) => each.status === 200)?.body.fileId ?? ''
    expect(JSON.stringify(await rawFiles())).not.toContain('漏雨')
    expect((await own(who))?.looks).toEqual([])
    expect((await look(fileId, '打 13800005678')).error.field).toBe('body.reason')
    expect((await look(fileId)).body).toMatchObject({
      situation: '屋顶漏雨，今年没有收入',
      evidence: '支部文件柜第三格',
    })
    expect(await own(who)).toMatchObject({
      state: 'open',
      aimLabels: ['教技能', '给资金'],
      situation: '屋顶漏雨，今年没有收入',
      expiresOn: '2027-06-30',
      looks: [{ byName: '顾晓峰', reason: '发补助前核对' }],
    })
  })

  it('[003-20] has the aid of where somebody lives, and a day on which it goes', async () => {
    const { memberId } = await member()
    const field = async (more: Parameters<typeof anOpening>[1]) =>
      (await secretary.ask(contract.openHardshipFile, { body: anOpening(memberId, more) })).error?.field
    expect(await field({ setting: 'urban' })).toBe('body.aims')
    expect(await field({ aims: ['re-employment'] })).toBe('body.aims')
    expect(await field({ expiresOn: '2026-11-20' })).toBe('body.expiresOn')
    expect(await field({ expiresOn: '2027-11-20' })).toBe('body.expiresOn')
    const paper = { by: 'paper' as const, on: '2026-11-19', evidence: '柜子' }
    expect(await field({ agreement: { ...paper, on: '2026-11-21' } })).toBe('body.agreement.on')
    expect(await field({ agreement: { ...paper, evidence: '13800005678' } })).toBe('body.agreement.evidence')
    expect(await field({ setting: 'urban', aims: ['re-employment'] })).toBeUndefined()
  })

  it('waits for the member’s own yes on the phone; a no erases it at once', async () => {
    const { memberId, who } = await member()
    const fileId = await opened(secretary, memberId, { agreement: { by: 'phone' } })
    const due = (await who.ask(getDue)).body.rows.find((row) => row.link === '/own-hardship-file')
    expect(due).toMatchObject({ title: '支部想帮您，请您看看同不同意', dueOn: '2026-12-04' })
    expect((await give(fileId)).error.code).toBe('state.wrong')
    const answer = (agrees: boolean, from = who) =>
      from.ask(contract.answerOwnHardshipFile, { params: { fileId }, body: { agrees } })
    expect((await answer(true, world.other)).error.code).toBe('not-found')
    expect(codes(await Promise.all([answer(true), answer(true)]))).toEqual(['done', 'state.wrong'])
    expect((await give(fileId)).status).toBe(200)
    const second = await member('方志明')
    const refused = await opened(secretary, second.memberId, { agreement: { by: 'phone' } })
    const params = { fileId: refused }
    await second.who.ask(contract.answerOwnHardshipFile, { params, body: { agrees: false } })
    expect(await own(second.who)).toBeNull()
    expect(await rawFile(refused)).toMatchObject({ close_why: 'refused', situation_sealed: null })
  })

  it('is put right at the member’s wish, or the member reads why not', async () => {
    const { memberId, who } = await member()
    const fileId = await opened(secretary, memberId)
    const params = { fileId }
    const wish = (text: string) => who.ask(contract.wishOwnHardshipFile, { params, body: { text } })
    expect((await wish('屋顶已经修好')).status).toBe(200)
    expect((await wish('还有一件')).error.code).toBe('state.wrong')
    const due = (await secretary.ask(getDue)).body.rows.find(
      (row) => row.link === `/hardship-files/${fileId}`,
    )
    expect(due?.title).toBe('有人请更正自己的困难档案')
    expect((await look(fileId)).body.wish).toBe('屋顶已经修好')
    const reply = () => secretary.ask(contract.answerHardshipWish, { params, body: { answer: '下周来看' } })
    expect(codes(await Promise.all([reply(), reply()]))).toEqual(['done', 'state.wrong'])
    expect(await own(who)).toMatchObject({ wish: null, answer: '下周来看' })
    await wish('屋顶已经修好')
    const { version } = (await secretary.ask(contract.getHardshipFile, { params })).body
    const change = () =>
      secretary.ask(contract.changeHardshipFile, {
        params,
        body: { aims: ['skills'], situation: '今年没有收入', version },
      })
    expect(codes(await Promise.all([change(), change()]))).toEqual(['done', 'version.stale'])
    expect(await own(who)).toMatchObject({ wish: null, situation: '今年没有收入', aims: ['skills'] })
  })

  it('[003-20] keeps each aid once with its sum, makes no fact of it, and goes when the member takes consent back', async () => {
    const { memberId, who } = await member()
    const fileId = await opened(secretary, memberId)
    const before = await factCount()
    const requestId = newId()
    const first = await give(fileId, {}, requestId)
    expect((await give(fileId, {}, requestId)).body).toEqual(first.body)
    expect((await give(fileId)).error.code).toBe('conflict.duplicate')
    expect((await give(fileId, { kind: 'projects' })).error.field).toBe('body.kind')
    expect((await give(fileId, { fen: null })).error.field).toBe('body.fen')
    expect((await give(fileId, { givenOn: '2026-11-18' })).error.field).toBe('body.givenOn')
    expect((await give(fileId, { kind: 'skills', fen: null, what: '学嫁接' })).status).toBe(200)
    expect(await factCount()).toBe(before)
    expect(await own(who)).toMatchObject({ aidCount: 2, fen: 120_000 })
    expect((await own(who))?.aids.map((aid) => aid.what).toSorted()).toEqual(['修屋顶', '学嫁接'])
    const totals = async () => (await secretary.ask(contract.listHardshipFiles)).body.totals
    const given = await totals()
    const params = { fileId }
    const withdraw = () => who.ask(contract.withdrawOwnHardshipFile, { params, body: {} })
    expect(codes(await Promise.all([withdraw(), withdraw()]))).toEqual(['done', 'not-found'])
    expect(await rawFile(fileId)).toMatchObject({
      close_why: 'withdrawn',
      situation_sealed: null,
      evidence: null,
    })
    // The books still add up; who it was they do not say.
    expect(await totals()).toEqual(given)
    expect((await give(fileId)).error.code).toBe('not-found')
  })

  it('adds up to what was given, what was taken back left out', async () => {
    const aid = fc.record({ fen: fc.integer({ min: 1, max: 100_000_000 }), isVoid: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(aid, { maxLength: 4 }), async (aids) => {
        const { memberId } = await member()
        const agreement = { by: 'paper' as const, on: '2026-11-01', evidence: '柜子' }
        const fileId = await opened(secretary, memberId, { agreement })
        const start = (await secretary.ask(contract.listHardshipFiles)).body.totals
        for (const [i, { fen, isVoid }] of aids.entries()) {
          const { body } = await give(fileId, { fen, givenOn: `2026-11-0${i + 1}` })
          const params = { aidId: body.aidId }
          if (isVoid) await secretary.ask(contract.voidAid, { params, body: { reason: '记错了' } })
        }
        const kept = aids.filter(({ isVoid }) => !isVoid)
        const fen = kept.reduce((sum, one) => sum + one.fen, 0)
        const row = (await secretary.ask(contract.getHardshipFile, { params: { fileId } })).body
        expect(row).toMatchObject({ aidCount: kept.length, fen })
        const end = (await secretary.ask(contract.listHardshipFiles)).body.totals
        expect(end).toEqual({ year: 2026, aids: start.aids + kept.length, fen: start.fen + fen })
      }),
      { numRuns: 5 },
    )
  })

  it('is closed by the branch, and by the night when nobody answered or its day is over', async () => {
    const [done, asked, over] = [await member('甲'), await member('乙'), await member('丙')]
    const closed = await opened(secretary, done.memberId)
    const close = () =>
      secretary.ask(contract.closeHardshipFile, { params: { fileId: closed }, body: { why: 'helped' } })
    expect(codes(await Promise.all([close(), close()]))).toEqual(['done', 'not-found'])
    const waiting = await opened(secretary, asked.memberId, { agreement: { by: 'phone' } })
    const ending = await opened(secretary, over.memberId, { expiresOn: '2026-12-10' })
    await give(ending)
    const due = (await secretary.ask(getDue)).body.rows.find((row) => row.id === `${ending}-end`)
    expect(due).toMatchObject({ title: '一份困难党员档案快到期了', dueOn: '2026-12-10' })
    await moveTo('2026-12-11T09:00:00+08:00')
    // Over its day it is gone for everybody, before the night and after.
    const { memberId } = over
    expect(await own(await test.person('member', world.tree.branch, { memberId }))).toBeNull()
    await test.system(closeOverFiles)
    await test.system(closeOverFiles)
    expect(await rawFile(closed)).toMatchObject({ close_why: 'helped' })
    expect(await rawFile(waiting)).toMatchObject({ close_why: 'unanswered', situation_sealed: null })
    expect(await rawFile(ending)).toMatchObject({ close_why: 'expired', situation_sealed: null })
    const left = await test.system((ctx) =>
      ctx.db
        .selectFrom('hardship_aids')
        .select(['fen', 'what_sealed'])
        .where('county_id', '=', ctx.county)
        .where('file_id', '=', ending)
        .execute(),
    )
    expect(left).toEqual([{ fen: 120_000, what_sealed: null }])
  })
})

it('is kept in the very branch, by nobody for themselves or their own, and unknown elsewhere', async () => {
  const { memberId, who } = await member()
  const fileId = await opened(secretary, memberId)
  const { body: aid } = await give(fileId)
  const params = { fileId, aidId: aid.aidId }
  const all = async (from: Pick<Person, 'ask'>) => [
    (await from.ask(contract.openHardshipFile, { body: anOpening(memberId) })).error?.code,
    (await from.ask(contract.getHardshipFile, { params })).error?.code,
    (await from.ask(contract.showHardshipFile, { params, body: { reason: '看' } })).error?.code,
    (
      await from.ask(contract.changeHardshipFile, {
        params,
        body: { aims: ['skills'], situation: '好', version: 1 },
      })
    ).error?.code,
    (await from.ask(contract.answerHardshipWish, { params, body: { answer: '好' } })).error?.code,
    (
      await from.ask(contract.giveAid, {
        params,
        body: { kind: 'skills', givenOn: '2026-11-20', what: '好' },
      })
    ).error?.code,
    (await from.ask(contract.voidAid, { params, body: { reason: '错' } })).error?.code,
    (await from.ask(contract.closeHardshipFile, { params, body: { why: 'helped' } })).error?.code,
  ]
  const every = (code: string) => Array.from({ length: 8 }, () => code)
  expect(await all(test)).toEqual(every('auth.required'))
  expect(await all(await test.person('branch-secretary', world.tree.sibling))).toEqual(every('not-found'))
  const county = await test.newCounty('邻县')
  expect(await all(await test.person('branch-secretary', county.rootId, { county }))).toEqual(
    every('not-found'),
  )
  for (const above of [world.township, world.village, world.county, who])
    expect(await all(above)).toEqual(every('access.denied'))
  expect((await world.township.ask(contract.listHardshipFiles)).error.code).toBe('access.denied')
  expect((await test.ask(contract.getOwnHardshipFile)).error.code).toBe('auth.required')
  expect((await world.village.ask(contract.getOwnHardshipFile)).error.code).toBe('access.denied')
  const self = await test.person('branch-secretary', world.tree.branch, { memberId })
  // That there is one, they know anyway.
  expect(await all(self)).toEqual(every('access.denied').with(1, undefined as never))
})
