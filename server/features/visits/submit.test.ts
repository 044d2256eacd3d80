import { beforeAll, describe, expect, it } from 'vitest'
import { getCase } from '../../../contract/cases.ts'
import { removeHousehold } from '../../../contract/households.ts'
import { listVisits, showVisit, voidVisit } from '../../../contract/visit-lists.ts'
import { submitVisits } from '../../../contract/visits.ts'
import { listenToStatements } from '../../core/db/statement.ts'
import { newId } from '../../core/ids.ts'
import { useTestApp } from '../../test/app.ts'
import type { VisitTest } from '../../test/visits.ts'
import {
  aDemand,
  addEntry,
  addHouseholds,
  aVisit,
  buildVisitTest,
  submit,
  visited,
} from '../../test/visits.ts'
import { eraseHeard } from './commands.ts'

const test = useTestApp()
let v: VisitTest
let homes: string[]
const home = (i: number) => homes[i] ?? ''
beforeAll(async () => {
  v = await buildVisitTest(test)
  homes = await addHouseholds(v.worker, v.tree.grid, 12)
})

const stored = (visitId: string) =>
  test.system((ctx) =>
    ctx.db
      .selectFrom('visits')
      .selectAll()
      .where('county_id', '=', ctx.county)
      .where('visit_id', '=', visitId)
      .execute(),
  )
const factsOf = (visitId: string) =>
  test.system((ctx) =>
    ctx.db
      .selectFrom('facts as f')
      .leftJoin('fact_voids as x', (join) =>
        join.on('x.county_id', '=', ctx.county).onRef('x.fact_id', '=', 'f.fact_id'),
      )
      .select(['f.kind', 'f.member_id', 'f.day', 'f.attrs', 'x.reason'])
      .where('f.county_id', '=', ctx.county)
      .where('f.source_id', '=', visitId)
      .execute(),
  )
const codes = (answer: Awaited<ReturnType<typeof submit>>) =>
  answer.body.results.map((one) => (one.is === 'recorded' ? 'recorded' : one.code))

describe('visits that come in', () => {
  it('[000-02] [002-19] keep the four steps and what was heard, and a demand becomes a case', async () => {
    await addEntry(v.worker, home(0), {})
    const demand = aDemand()
    const wish = aVisit(home(0), { note: '腿好些了', demand, solace: { fen: 20_000, what: '慰问金' } })
    const { body } = await submit(v.worker, [wish])
    expect(body.results).toEqual([{ is: 'recorded', visitId: wish.visitId, caseId: demand.caseId }])
    const { body: raised } = await v.village.ask(getCase, { params: { caseId: demand.caseId } })
    expect(raised).toMatchObject({ channelLabel: '走访时说的', atOrgName: '临溪村', dueOn: '2026-11-27' })
    expect(raised.steps.map((one) => one.step)).toContain('assign')
    expect(await factsOf(wish.visitId)).toMatchObject([
      {
        kind: 'visit',
        member_id: v.workerMember,
        day: '2026-11-20',
        attrs: { purpose: 'care', met: true, talk: true, card: false, demand: true },
      },
    ])
    const raw = JSON.stringify(await stored(wish.visitId))
    expect(raw).not.toContain('腿好些了')
    const list = await v.village.ask(listVisits, { params: { orgId: v.tree.village } })
    expect(list.body).toMatchObject({
      count: 1,
      totals: { visits: 1, met: 1, demands: 1, solaceFen: 20_000 },
    })
    expect(list.body.rows[0]).toMatchObject({ visitorName: '许金娣', hasNote: true, caseClosed: false })
    const seen = await v.village.ask(showVisit, { params: { visitId: wish.visitId }, body: {} })
    expect(seen.body).toEqual({ note: '腿好些了', solaceWhat: '慰问金' })
  })

  it('stand once however often, in whichever request and however many at once they are sent', async () => {
    const wish = aVisit(home(1), { demand: aDemand() })
    const answers = await Promise.all([1, 2, 3].map(() => submit(v.worker, [wish, aVisit(home(2))])))
    for (const answer of answers) expect(answer.body.results[0]).toEqual(answers[0]?.body.results[0])
    const again = await submit(v.worker, [wish, wish])
    expect(codes(again)).toEqual(['recorded', 'recorded'])
    expect(await stored(wish.visitId)).toHaveLength(1)
    expect(await factsOf(wish.visitId)).toHaveLength(1)
    const requestId = newId()
    const body = { visits: [aVisit(home(2))] }
    const first = await v.worker.ask(submitVisits, { requestId, body })
    expect((await v.worker.ask(submitVisits, { requestId, body })).body).toEqual(first.body)
  })

  it('are refused one by one, and the others stand', async () => {
    const [secondHome = ''] = await addHouseholds(v.other, v.second, 1)
    const [gone = ''] = await addHouseholds(v.worker, v.tree.grid, 1)
    const before = aVisit(gone)
    await visited(v.worker, [before])
    await v.worker.ask(removeHousehold, { params: { householdId: gone }, body: { reason: 'moved' } })
    const sound = aVisit(home(3), { demand: aDemand() })
    const answer = await submit(v.worker, [
      aVisit(home(3), { visitedOn: '2026-11-21' }),
      aVisit(home(3), { visitedOn: '2025-10-15' }),
      aVisit(secondHome),
      aVisit(newId()),
      aVisit(gone),
      sound,
      aVisit(home(4), { demand: aDemand({ caseId: sound.demand?.caseId ?? '' }) }),
      aVisit(home(4), { demand: aDemand({ text: '' }) }),
      before,
    ])
    expect(codes(answer)).toEqual([
      'input.invalid',
      'input.invalid',
      'not-found',
      'not-found',
      'state.wrong',
      'recorded',
      'conflict.duplicate',
      'input.invalid',
      'recorded',
    ])
  })

  it('with the number of another visit are told so', async () => {
    const wish = aVisit(home(5), { note: '下雨' })
    await visited(v.worker, [wish])
    const quartet = { ...wish.quartet, met: false }
    for (const other of [
      { ...wish, note: '晴' },
      { ...wish, quartet },
      { ...wish, demand: aDemand() },
    ]) {
      const { results } = (await submit(v.worker, [other])).body
      expect(results[0]).toMatchObject({
        code: 'conflict.duplicate',
        message: expect.stringContaining('作废'),
      })
    }
    const theirs = (await submit(v.village, [wish])).body.results[0]
    expect(theirs).toMatchObject({ is: 'refused', code: 'conflict.duplicate' })
    expect(codes(await submit(v.worker, [wish, { ...wish, note: '晴' }]))).toEqual([
      'recorded',
      'conflict.duplicate',
    ])
  })

  it('take the same number of statements for one and for fifty', async () => {
    const count = async (visits: Parameters<typeof submit>[1]) => {
      const sent: string[] = []
      listenToStatements((text) => void sent.push(text))
      await visited(v.worker, visits)
      return sent.length
    }
    const many = Array.from({ length: 50 }, (_, i) => aVisit(home(i % 12), { demand: aDemand() }))
    await count([aVisit(home(0), { demand: aDemand() })])
    expect(await count(many)).toBe(await count([aVisit(home(0), { demand: aDemand() })]))
  })

  it('are for who visits there', async () => {
    expect((await submit(v.township, [aVisit(home(0))])).error.code).toBe('access.denied')
    expect((await test.ask(submitVisits, { body: { visits: [aVisit(home(0))] } })).status).toBe(401)
    expect(codes(await submit(v.stranger, [aVisit(home(0))]))).toEqual(['not-found'])
    const county = await test.newCounty('别县')
    const far = await test.person('grid-worker', county.rootId, { county })
    expect(codes(await submit(far, [aVisit(home(0))]))).toEqual(['not-found'])
    expect((await v.worker.ask(submitVisits, { body: { visits: [] } })).status).toBe(400)
  })
})

describe('what stands', () => {
  const look = (who: typeof v.worker, visitId: string) =>
    who.ask(showVisit, { params: { visitId }, body: {} })
  const undo = (who: typeof v.worker, visitId: string, requestId = newId()) =>
    who.ask(voidVisit, { requestId, params: { visitId }, body: { reason: '记错了户' } })

  it('is taken back with a reason, once, and with it what followed', async () => {
    const wish = aVisit(home(6))
    await visited(v.worker, [wish])
    expect((await undo(v.other, wish.visitId)).status).toBe(404)
    expect((await undo(v.stranger, wish.visitId)).status).toBe(404)
    const both = await Promise.all([undo(v.worker, wish.visitId), undo(v.village, wish.visitId)])
    expect(both.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 409])
    expect((await factsOf(wish.visitId)).map((one) => one.reason)).toEqual(['记错了户'])
    // The same visit from a phone that heard nothing of it is still the one that was recorded.
    expect(codes(await submit(v.worker, [wish]))).toEqual(['recorded'])
    const again = aVisit(home(7))
    await visited(v.worker, [again])
    const requestId = newId()
    const first = await undo(v.worker, again.visitId, requestId)
    expect((await undo(v.worker, again.visitId, requestId)).body).toEqual(first.body)
  })

  it('is listed above without an address, and its words are for the village', async () => {
    const wish = aVisit(home(8), { note: '想装扶手' })
    await visited(v.worker, [wish])
    const query = { householdId: home(8) }
    const above = await v.township.ask(listVisits, { params: { orgId: v.tree.township }, query })
    const row = above.body.rows.find((one) => one.visitId === wish.visitId)
    expect(row).toMatchObject({ address: null, gridName: '第一网格', abilities: { look: false } })
    expect((await look(v.township, wish.visitId)).status).toBe(403)
    expect((await look(v.stranger, wish.visitId)).status).toBe(404)
    expect((await look(v.worker, wish.visitId)).body.note).toBe('想装扶手')
    const none = await v.stranger.ask(listVisits, { params: { orgId: v.tree.grid } })
    expect(none.status).toBe(404)
    const own = await v.village.ask(listVisits, { params: { orgId: v.tree.village }, query: { only: 'own' } })
    expect(own.body.count).toBe(0)
  })

  it('forgets what was said when its days are over or the household is struck off', async () => {
    const [leaving = ''] = await addHouseholds(v.worker, v.tree.grid, 1)
    const [kept, gone] = [aVisit(home(9), { note: '好' }), aVisit(leaving, { note: '要搬走' })]
    await visited(v.worker, [kept, gone])
    await v.worker.ask(removeHousehold, { params: { householdId: leaving }, body: { reason: 'asked' } })
    await test.system(eraseHeard)
    expect((await look(v.worker, kept.visitId)).body.note).toBe('好')
    expect((await look(v.worker, gone.visitId)).error.code).toBe('state.wrong')
    expect(codes(await submit(v.worker, [gone]))).toEqual(['recorded'])
  })
})
