import { beforeEach, describe, expect, it } from 'vitest'
import * as contract from '../../../contract/objections.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest } from '../../test/boards.ts'

const test = useTestApp()
let board: BoardTest
let wang: Person

beforeEach(async () => {
  board = await buildBoardTest(test)
  const memberId = board.ids['王阿根'] ?? ''
  wang = await test.person('member', board.tree.branch, { name: '王阿根', memberId })
})

const one = (objectionId: string) => ({ params: { objectionId } })
const see = async (who: Person, objectionId: string) =>
  (await who.ask(contract.getObjection, one(objectionId))).body
const answer = (who: Person, objectionId: string) =>
  who.ask(contract.answerObjection, {
    ...one(objectionId),
    body: { upheld: false, answer: '查了签到，那天请了假。', correction: null },
  })

describe('recording for somebody who has no account', () => {
  const record = (who: Person, more: { orgId?: number; name?: string; contact?: string | null } = {}) =>
    who.ask(contract.recordObjection, {
      params: { orgId: more.orgId ?? board.tree.branch },
      body: {
        channel: 'in-person',
        about: { memberId: board.ids[more.name ?? '王阿根'] ?? '', factId: null },
        text: '他说那天来了',
        contact: more.contact ?? null,
      },
    })

  it('is done at the office, in person, by telephone or on paper, and may be answered by who wrote it down', async () => {
    const { status, body } = await record(board.secretary)
    expect(status).toBe(200)
    expect(await see(board.secretary, body.objectionId)).toMatchObject({
      channel: 'in-person',
      channelLabel: '当面说的',
      memberName: '王阿根',
      raisedBy: null,
      abilities: { answer: true },
    })
    expect((await answer(board.secretary, body.objectionId)).status).toBe(200)
  })

  it('is about members of that branch, by who may answer there', async () => {
    expect((await record(wang)).error.code).toBe('access.denied')
    expect((await record(board.township)).error.code).toBe('access.denied')
    expect((await record(board.secretary, { name: '徐东溪' })).error.code).toBe('not-found')
    expect((await record(board.secretary, { orgId: board.tree.sibling })).error.code).toBe('not-found')
    const stranger = await test.person('branch-secretary', board.tree.elsewhere.branch)
    expect((await record(stranger)).error.code).toBe('not-found')
  })

  it('seals how to reach the person: shown to who answers, with a reason, and logged', async () => {
    const contact = '王家阿婆，13812345678'
    const { body } = await record(board.secretary, { contact })
    const seen = await see(board.deputy, body.objectionId)
    expect(seen).toMatchObject({ hasContact: true, abilities: { showContact: true } })
    expect(JSON.stringify(seen)).not.toContain('1381234')
    const stored = await test.system((ctx) =>
      ctx.db
        .selectFrom('objections')
        .select('contact_sealed')
        .where('county_id', '=', ctx.county)
        .where('objection_id', '=', body.objectionId)
        .executeTakeFirstOrThrow(),
    )
    expect(JSON.stringify(stored)).not.toContain('王家阿婆')
    const show = (who: Person, reason: string) =>
      who.ask(contract.showObjectionContact, { ...one(body.objectionId), body: { reason } })
    expect((await show(board.deputy, '')).status).toBe(400)
    expect((await show(wang, '看看')).error.code).toBe('access.denied')
    expect((await show(board.deputy, '打电话答复')).body.contact).toBe(contact)
    const logged = await test.system((ctx) =>
      ctx.db
        .selectFrom('audit_log')
        .select(['account_id', 'detail'])
        .where('county_id', '=', ctx.county)
        .where('action', '=', 'objection.contact-shown')
        .where('target_id', '=', body.objectionId)
        .execute(),
    )
    expect(logged).toEqual([
      { account_id: board.deputy.accountId, detail: expect.objectContaining({ reason: '打电话答复' }) },
    ])
  })
})
