import { beforeEach, describe, expect, it } from 'vitest'
import { getDue } from '../../../contract/due.ts'
import * as contract from '../../../contract/laggards.ts'
import { getObjection } from '../../../contract/objections.ts'
import { newId } from '../../core/ids.ts'
import { findFlaws } from '../../core/procedure/table.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type BoardTest, buildBoardTest, goTo, visit, wordsOf } from '../../test/boards.ts'
import { begun, codesOf, countStored, setYearThreshold, talkOf, tryToBegin } from '../../test/talks.ts'
import { talkProcedure } from './procedure.ts'

const test = useTestApp()
let board: BoardTest
let branch: number
let wang: string

beforeEach(async () => {
  goTo(test, '2026-11-20')
  board = await buildBoardTest(test)
  branch = board.tree.branch
  wang = board.ids['王阿根'] ?? ''
})

const see = (who: Pick<Person, 'ask'>, caseId: string) => who.ask(contract.getTalk, { params: { caseId } })
/** Another day, on which the secretary signs in anew. */
async function secretaryOn(day: string): Promise<Person> {
  goTo(test, day)
  return test.person('branch-secretary', branch, { name: '沈国良' })
}

it('is a sound procedure', () => {
  expect(findFlaws(talkProcedure)).toEqual([])
})

describe('a conversation', () => {
  beforeEach(() => setYearThreshold(board.secretary, branch, 3))

  it('[001-23] goes from a warm letter over the talk and its follow-up to an end that judges nobody', async () => {
    const before = await countStored(test)
    const caseId = await begun(board.secretary, branch, wang)
    const one = { params: { caseId } }
    const { body } = await see(board.secretary, caseId)
    expect(body).toMatchObject({
      state: 'begun',
      dueOn: '2026-12-04',
      basis: { points: 200, threshold: 300 },
    })
    const words = body.proposal ?? ''
    expect(words).toContain('王阿根同志：')
    expect(words).toContain('今年到11月20日，手册里记着您做的：')
    expect(words).not.toMatch(/落后|排名|分数|\d+ ?分/)
    const changed = words.replace('您最近身体怎么样', '听说您老伴住院了，您自己身体怎么样')
    await board.secretary.ask(contract.writeLetter, { ...one, body: { words: changed } })
    const printed = await visit(test, `/print/talks/${caseId}/letter`, { cookie: board.secretary.cookie })
    expect(wordsOf(printed)).toContain('听说您老伴住院了')
    const pdf = await board.secretary.ask(contract.getTalkLetterPdf, one)
    const bytes = (pdf.body as Buffer).toString('latin1')
    expect([bytes.slice(0, 5), bytes.match(/\/Type\s*\/Page\b/g)?.length]).toEqual(['%PDF-', 1])

    await board.secretary.ask(contract.recordTalk, { ...one, body: talkOf() })
    expect((await board.secretary.ask(getDue)).body.rows).toMatchObject([
      { title: '再去看看王阿根', dueOn: '2026-12-10', link: `/talks/${caseId}` },
    ])
    const more = { outcome: 'more-help' as const, note: '老伴还没出院', followUpOn: '2026-12-20' }
    await (await secretaryOn('2026-12-10')).ask(contract.settleTalk, { ...one, body: more })
    const last = await secretaryOn('2026-12-20')
    const better = { outcome: 'improved' as const, note: '来了两次' }
    expect((await last.ask(contract.settleTalk, { ...one, body: better })).body.state).toBe('improved')
    const after = (await see(last, caseId)).body
    expect(after.history.map((step) => step.step)).toEqual(['begin', 'letter', 'talk', 'help', 'improve'])
    expect(after).toMatchObject({
      dueOn: null,
      talks: [{ heldOn: '2026-11-20', heldBy: '沈国良', causes: '老伴住院，走不开。' }],
      abilities: { writeLetter: false, recordTalk: false, settle: false, close: false },
    })
    // One case and its procedure, and nothing else anywhere: no fact, no entry, no change of standing.
    const grown = (await countStored(test)).map((count, at) => count - (before[at] ?? 0))
    expect(grown).toEqual([1, 0, 1, 0, 0, 0])
    expect((await last.ask(getDue)).body.rows.some((row) => row.link.startsWith('/talks'))).toBe(false)
  })

  it('does not take words that put somebody below others', async () => {
    const params = { caseId: await begun(board.secretary, branch, wang) }
    const sent = await board.secretary.ask(contract.writeLetter, { params, body: { words: '您落后了' } })
    expect(sent.error).toMatchObject({ code: 'input.invalid', field: 'body.words' })
    expect(sent.error.message).toContain('“落后”')
    const unread = await visit(test, `/print/talks/${params.caseId}/letter`, {
      cookie: board.secretary.cookie,
    })
    expect(unread.statusCode).toBe(404)
  })

  it('is begun once, by two at once as well, with who stands in the list and with nobody else', async () => {
    const both = await Promise.all([1, 2].map(() => tryToBegin(board.secretary, branch, wang)))
    expect(codesOf(both)).toEqual(['conflict.duplicate', 'done'])
    const above = await tryToBegin(board.secretary, branch, board.ids['方志明'] ?? '')
    expect(above.error.code).toBe('state.wrong')
    const other = await tryToBegin(board.secretary, branch, board.ids['徐东溪'] ?? '')
    expect(other.error.code).toBe('state.wrong')
  })

  it('begun again by the same request is the same conversation', async () => {
    const requestId = newId()
    const first = await tryToBegin(board.secretary, branch, wang, requestId)
    expect((await tryToBegin(board.secretary, branch, wang, requestId)).body).toEqual(first.body)
    const list = await board.secretary.ask(contract.listTalks, { query: { orgId: branch } })
    expect(list.body).toMatchObject({ count: 1, rows: [{ caseId: requestId, memberName: '王阿根' }] })
  })

  it('cannot be settled before it was held, nor go on after its end; of two ends one counts', async () => {
    const params = { caseId: await begun(board.secretary, branch, wang) }
    const early = { outcome: 'improved' as const, note: '' }
    const refused = await board.secretary.ask(contract.settleTalk, { params, body: early })
    expect(refused.error).toMatchObject({
      code: 'state.wrong',
      message: '现在是“准备谈心”，不能记好起来了。',
    })
    for (const [body, field] of [
      [talkOf({ heldOn: '2026-11-21' }), 'body.heldOn'],
      [talkOf({ followUpOn: '2026-11-20' }), 'body.followUpOn'],
    ] as const) {
      const answer = await board.secretary.ask(contract.recordTalk, { params, body })
      expect(answer.error.field).toBe(field)
    }
    const ends = [1, 2].map(() =>
      board.secretary.ask(contract.closeTalk, { params, body: { note: '本人已经转走' } }),
    )
    expect(codesOf(await Promise.all(ends))).toEqual(['done', 'state.wrong'])
    const late = await board.secretary.ask(contract.recordTalk, { params, body: talkOf() })
    expect(late.error.code).toBe('state.wrong')
  })

  it('about what was recorded wrongly ends as an objection in the member’s name', async () => {
    const params = { caseId: await begun(board.secretary, branch, wang) }
    const body = { text: '9月11日他也去调解了，没有记' }
    const { body: done } = await board.secretary.ask(contract.reportMistake, { params, body })
    expect(done.state).toBe('mistaken')
    expect((await see(board.secretary, params.caseId)).body.objectionId).toBe(done.objectionId)
    const objection = await board.secretary.ask(getObjection, { params: { objectionId: done.objectionId } })
    expect(objection.body).toMatchObject({ memberName: '王阿根', text: body.text, state: 'raised' })
  })

  it('is seen by the member, who adds words of their own; about oneself nobody begins', async () => {
    const caseId = await begun(board.secretary, branch, wang)
    const own = await test.person('member', branch, { memberId: wang, name: '王阿根' })
    await board.secretary.ask(contract.recordTalk, { params: { caseId }, body: talkOf() })
    expect((await own.ask(contract.getOwnTalks)).body.rows).toMatchObject([{ caseId, stateLabel: '谈过了' }])
    const sent = { params: { caseId }, body: { text: '谢谢支部，出院了我就来。' }, requestId: newId() }
    const first = await own.ask(contract.addWords, sent)
    expect((await own.ask(contract.addWords, sent)).body).toEqual(first.body)
    const { body } = await see(own, caseId)
    expect(body.words.map((one) => one.text)).toEqual(['谢谢支部，出院了我就来。'])
    expect(body.proposal).toBeNull()
    expect(Object.entries(body.abilities).filter(([, may]) => may)).toEqual([['addWords', true]])
    const byOffice = await board.secretary.ask(contract.addWords, { ...sent, requestId: newId() })
    expect(byOffice.error.code).toBe('access.denied')

    const self = await test.person('branch-secretary', branch, { memberId: board.ids['丁小红'] ?? '' })
    await setYearThreshold(self, branch, 5)
    expect((await tryToBegin(self, branch, board.ids['丁小红'] ?? '')).error.code).toBe('access.denied')
  })
})

describe('who knows of it', () => {
  let caseId: string
  beforeEach(async () => {
    await setYearThreshold(board.secretary, branch, 3)
    caseId = await begun(board.secretary, branch, wang)
  })

  it('nobody but the two: to a deputy, a group’s leader, other members and all above it does not exist', async () => {
    const county = await test.newCounty('邻县')
    const strangers: Pick<Person, 'ask'>[] = [
      board.deputy,
      board.committee,
      board.township,
      await test.person('group-leader', board.tree.group),
      await test.person('member', branch, { memberId: board.ids['方志明'] ?? '' }),
      await test.person('branch-secretary', board.tree.sibling),
      await test.person('county-officer', test.county.rootId),
      await test.person('branch-secretary', county.rootId, { county }),
    ]
    const params = { caseId }
    for (const who of strangers) {
      expect((await see(who, caseId)).error.code).toBe('not-found')
      const acts = [
        await who.ask(contract.writeLetter, { params, body: { words: '您好' } }),
        await who.ask(contract.recordTalk, { params, body: talkOf() }),
        await who.ask(contract.settleTalk, { params, body: { outcome: 'improved', note: '' } }),
        await who.ask(contract.reportMistake, { params, body: { text: '记错' } }),
        await who.ask(contract.closeTalk, { params, body: { note: '算了' } }),
        await who.ask(contract.addWords, { params, body: { text: '我说' } }),
      ]
      expect(new Set(acts.map((one) => one.error.code))).toEqual(new Set(['not-found']))
      const lists = await who.ask(contract.getLaggards, { params: { orgId: branch } })
      expect(['access.denied', 'not-found']).toContain(lists.error.code)
      const begin = await tryToBegin(who as Person, branch, wang)
      expect(['access.denied', 'not-found']).toContain(begin.error.code)
    }
    expect((await see(test, caseId)).error.code).toBe('auth.required')
    const letter = await visit(test, `/print/talks/${caseId}/letter`, { cookie: board.township.cookie })
    expect(letter.statusCode).toBe(404)
    expect((await board.deputy.ask(contract.getTalkLetterPdf, { params })).status).toBe(404)
    expect((await test.ask(contract.getTalkLetterPdf, { params })).status).toBe(401)
  })

  it('who was named for it above, without the figures; and those above as counts alone', async () => {
    const named = await test.person('talk-partner', board.tree.township)
    const { body } = await see(named, caseId)
    expect(body).toMatchObject({ memberName: '王阿根', basis: null, letter: null, proposal: null })
    expect((await named.ask(contract.recordTalk, { params: { caseId }, body: talkOf() })).status).toBe(200)
    const list = await named.ask(contract.getLaggards, { params: { orgId: branch } })
    expect(list.error.code).toBe('access.denied')
    const set = { measure: 'year' as const, points: 100, firstDay: '2026-01-01' }
    const threshold = await named.ask(contract.setThreshold, { params: { orgId: branch }, body: set })
    expect(threshold.error.code).toBe('access.denied')

    const counts = await board.township.ask(contract.getTalkCounts, {
      params: { orgId: board.tree.township },
    })
    expect(counts.body.branches).toEqual([
      { orgId: branch, name: expect.any(String), isOn: true, open: 1, improved: 0, mistaken: 0, closed: 0 },
    ])
    expect(JSON.stringify(counts.body)).not.toContain('王阿根')
    expect((await board.township.ask(contract.listTalks)).error.code).toBe('access.denied')
    const leader = await test.person('group-leader', board.tree.group)
    const far = await leader.ask(contract.getTalkCounts, { params: { orgId: branch } })
    expect(far.error.code).toBe('not-found')
  })
})
