import { beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { getDue } from '../../../contract/due.ts'
import { decideHandEntry, listHandEntries } from '../../../contract/hand-entries.ts'
import * as contract from '../../../contract/reviews.ts'
import type { schemeVersion } from '../../../contract/scheme-version.ts'
import type { FactDraft } from '../../core/context/fact-list.ts'
import { withClient } from '../../core/db/embedded/roles.ts'
import { newId } from '../../core/ids.ts'
import { buildRegister } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { buildScheme, draftFact } from '../../test/points.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
/** 王阿根 stands at 58, 方志明 at 69.5, 丁小红 at 60; 钱预备 on probation at 60; 沈国良 the secretary's own at 60. */
let [wang, fang, ding, shen] = ['', '', '', '']
let secretary: Person

const conduct = { factKind: 'conduct', class: 'bonus' } as const
const version: z.input<typeof schemeVersion> = {
  validFrom: '2026-01-01',
  startPoints: 6000,
  whereSilent: 'person',
  rules: [
    {
      ...conduct,
      code: 'A',
      name: '做好事',
      pattern: { matter: 'good-deed' },
      mode: 'per-unit',
      points: 100,
    },
    {
      ...conduct,
      code: 'D',
      name: '迟交党费',
      pattern: { matter: 'dues-late' },
      points: -200,
      class: 'deduction',
    },
    {
      ...conduct,
      code: 'B',
      name: '义务劳动',
      pattern: { matter: 'model-deed' },
      mode: 'bands',
      bands: [
        { from: 100, to: 200, points: 100 },
        { from: 400, to: 500, points: 300 },
      ],
    },
    { code: 'V', name: '参与赌博', class: 'veto', factKind: 'conduct', pattern: { matter: 'key-work' } },
    { code: 'H', name: '人工记分', class: 'bonus', factKind: 'hand-entry', mode: 'per-unit', points: 100 },
  ],
  grades: [
    { name: '一星', from: 6000, to: 6900 },
    { name: '两星', from: 7000, to: 7900 },
  ],
  flags: [
    { name: '低于60分，请支部谈话', below: 6000, outcome: 'talk' },
    {
      name: '预备党员低于85分，提请支部研究',
      below: 8500,
      who: { stage: 'probationary' },
      outcome: 'review',
    },
  ],
}

type Deed = { memberId: string; matter: string; quantity?: number; day?: string }
const record = (...deeds: Deed[]) =>
  test.system(async (ctx) => {
    const drafts = deeds.map(
      ({ memberId, matter, quantity = 100, day = '2026-11-10' }): FactDraft =>
        draftFact({ kind: 'conduct', day, memberId, quantity, attrs: { matter } }),
    )
    for (const draft of drafts) ctx.facts.record(draft)
    return drafts.map((draft) => draft.factId)
  })

beforeEach(async () => {
  tree = await buildTree(test)
  const orgId = tree.branch
  ;[wang = '', fang = '', ding = '', , shen = ''] = await buildRegister(test, [
    { orgId, name: '王阿根' },
    { orgId, name: '方志明' },
    { orgId, name: '丁小红' },
    { orgId, name: '钱预备', stage: 'probationary' },
    { orgId, name: '沈国良' },
  ])
  await buildScheme(test, tree.village, version)
  await record(
    { memberId: wang, matter: 'dues-late' },
    { memberId: fang, matter: 'good-deed', quantity: 950 },
  )
  secretary = await test.person('branch-secretary', tree.branch, { name: '沈国良', memberId: shen })
})

const read = async (who: Person = secretary) =>
  (await who.ask(contract.getReviews, { params: { orgId: tree.branch } })).body
const note = { outcome: '谈过了，家里有困难', next: '下月再去看看' }
type Case = Awaited<ReturnType<typeof read>>['cases'][number]
function look(who: Pick<Person, 'ask'>, one: Case | undefined, requestId = newId()) {
  if (!one) throw new Error('no such case')
  const { memberId, kind, versionId, flagNo, factId } = one
  const body = { memberId, kind, versionId, flagNo, factId, ...note }
  return who.ask(contract.recordReview, { params: { orgId: tree.branch }, body, requestId })
}
const answer = (
  who: Pick<Person, 'ask'>,
  asked: { factId: string; ruleId: number },
  points: number | null,
  requestId = newId(),
) =>
  who.ask(contract.answerSilence, {
    params: { orgId: tree.branch },
    body: { factId: asked.factId, ruleId: asked.ruleId, points, reason: '下大雨也来了，做足三天' },
    requestId,
  })
const codes = (answers: readonly { error?: { code: string } }[]) =>
  answers.map((one) => one.error?.code ?? 'done').toSorted()

describe('what a scheme lays before a person', () => {
  it('is worked out at reading, opens to its total, and stands in the order of names', async () => {
    const { cases } = await read()
    expect(
      cases.map(({ name, kind, points, sentence, asks }) => [name, kind, points, sentence, asks]),
    ).toEqual([
      ['方志明', 'grade', 6950, '69.5 分在两个等次之间，方案没有写是哪一等', '由人来定'],
      ['钱预备', 'flag', 6000, '预备党员低于85分，提请支部研究：现在 60 分', '提请支部研究'],
      ['王阿根', 'flag', 5800, '低于60分，请支部谈话：现在 58 分', '谈心谈话'],
    ])
    expect(cases.every((one) => one.from === '2026-01-01' && one.abilities.look)).toBe(true)
    // A corrected record takes somebody off at once: nothing was stored about them.
    await record({ memberId: wang, matter: 'good-deed', quantity: 200 })
    expect((await read()).cases.map((one) => one.name)).toEqual(['方志明', '钱预备'])
  })

  it('is a record that meets a veto as well, which gives and takes no point', async () => {
    const [factId = ''] = await record({ memberId: ding, matter: 'key-work' })
    const veto = (await read()).cases.find((one) => one.kind === 'veto')
    expect(veto).toMatchObject({ name: '丁小红', factId, points: 6000, asks: '提请支部审议' })
    expect((await look(secretary, veto)).status).toBe(200)
    await test.system(async (ctx) => ctx.facts.void({ factId, reason: '记错了人' }))
    expect((await read()).cases.some((one) => one.kind === 'veto')).toBe(false)
  })

  it('prompts its secretary by a number and no name, until a person has looked', async () => {
    const due = async (who: Person) =>
      (await who.ask(getDue)).body.rows.filter((row) => row.link === '/reviews').map((row) => row.title)
    expect(await due(secretary)).toEqual(['有 3 件事方案要人来研究'])
    for (const one of (await read()).cases) expect((await look(secretary, one)).status).toBe(200)
    expect(await due(secretary)).toEqual([])
    expect(await due(await test.person('township-officer', tree.township))).toEqual([])
  })
})

describe('that a person looked', () => {
  const caseOf = async (name: string) => (await read()).cases.find((one) => one.name === name)

  it('is kept with what came of it, sealed, for the branch and for whom it is about', async () => {
    const requestId = newId()
    const one = await caseOf('王阿根')
    expect((await look(secretary, one, requestId)).body).toEqual({ reviewId: requestId })
    expect((await look(secretary, one, requestId)).body).toEqual({ reviewId: requestId })
    expect((await caseOf('王阿根'))?.looks).toMatchObject([{ ...note, byName: '沈国良' }])
    const own = await test.person('member', tree.branch, { memberId: wang })
    expect((await own.ask(contract.getOwnReviews)).body.rows).toMatchObject([
      { ...note, byName: '沈国良', schemeName: '方案' },
    ])
    const other = await test.person('member', tree.branch, { memberId: ding })
    expect((await other.ask(contract.getOwnReviews)).body.rows).toEqual([])
    const stored = await withClient(test.database.adminUrl, (client) =>
      client.query(`select r::text as row from reviews r`),
    )
    expect(stored.rows[0].row).not.toContain('困难')
  })

  it('is noted about nothing that does not wait, and about oneself or kin by nobody', async () => {
    const one = await caseOf('王阿根')
    if (!one) throw new Error('no case')
    expect((await look(secretary, { ...one, memberId: ding })).error.code).toBe('state.wrong')
    expect((await look(secretary, { ...one, flagNo: 1 })).error.code).toBe('state.wrong')
    expect((await look(secretary, { ...one, versionId: 999 })).error.code).toBe('state.wrong')
    await record({ memberId: shen, matter: 'dues-late' })
    const own = await caseOf('沈国良')
    expect(own?.abilities.look).toBe(false)
    expect((await look(secretary, own)).error.message).toMatch(/^这件事和您本人有关/)
  })

  it('is known to nobody beside the branch’s secretary; above it as counts alone', async () => {
    const one = await caseOf('王阿根')
    await look(secretary, one)
    const county = await test.newCounty('邻县')
    const strangers = [
      await test.person('branch-deputy', tree.branch),
      await test.person('committee-secretary', tree.committee),
      await test.person('township-officer', tree.township),
      await test.person('talk-partner', tree.township),
      await test.person('branch-secretary', tree.sibling),
      await test.person('branch-secretary', tree.committee),
      await test.person('member', tree.branch, { memberId: wang }),
      await test.person('branch-secretary', county.rootId, { county }),
    ]
    for (const who of strangers) {
      const answers = [
        await who.ask(contract.getReviews, { params: { orgId: tree.branch } }),
        await look(who, one),
        await answer(who, { factId: newId(), ruleId: 1 }, null),
      ]
      for (const { error } of answers) expect(['access.denied', 'not-found']).toContain(error.code)
    }
    expect((await look(test, one)).error.code).toBe('auth.required')
    const township = strangers[2] as Person
    const counts = await township.ask(contract.getReviewCounts, { params: { orgId: tree.township } })
    expect(counts.body.branches).toEqual([
      { orgId: tree.branch, name: expect.any(String), waiting: 2, looked: 1 },
    ])
    expect(JSON.stringify(counts.body)).not.toContain('王阿根')
  })
})

describe('where a scheme says nothing', () => {
  async function asked() {
    await record(
      { memberId: ding, matter: 'model-deed', quantity: 300 },
      { memberId: ding, matter: 'model-deed', quantity: 50, day: '2026-11-11' },
      { memberId: ding, matter: 'model-deed', quantity: 200, day: '2026-11-12' },
      { memberId: ding, matter: 'model-deed', quantity: 501, day: '2026-11-13' },
    )
    const [first, last] = (await read()).silent
    if (!first || !last) throw new Error('nothing silent')
    return { first, last }
  }

  it('the fact is laid before a person, who says that nothing is given, once', async () => {
    const { first } = await asked()
    expect((await read()).silent.map((one) => one.sentence)).toEqual([
      '11月10日“义务劳动”记的是 3，方案没有写这样给几分',
      '11月13日“义务劳动”记的是 5.01，方案没有写这样给几分',
    ])
    const both = await Promise.all([1, 2].map(() => answer(secretary, first, null)))
    expect(codes(both)).toEqual(['conflict.duplicate', 'done'])
    expect((await read()).silent[0]).toMatchObject({
      answer: { points: null, stateLabel: null, reason: '下大雨也来了，做足三天', byName: '沈国良' },
      abilities: { answer: false },
    })
  })

  it('points go the way of every entry by hand: another decides, and a no leaves the question open', async () => {
    const { first } = await asked()
    const requestId = newId()
    const sent = await Promise.all([1, 2].map(() => answer(secretary, first, 200, requestId)))
    expect(sent.map((one) => one.body)).toEqual([
      { answerId: requestId, handEntryId: requestId },
      { answerId: requestId, handEntryId: requestId },
    ])
    expect((await read()).silent[0]?.answer).toMatchObject({ points: 200, stateLabel: '等人批' })
    const decide = (who: Person) =>
      who.ask(decideHandEntry, {
        params: { handEntryId: requestId },
        body: { approve: false, note: '太多了' },
      })
    expect((await decide(secretary)).error.code).toBe('access.denied')
    expect((await decide(await test.person('branch-deputy', tree.branch))).status).toBe(200)
    expect((await read()).silent[0]?.abilities.answer).toBe(true)
    expect((await answer(secretary, first, 100)).status).toBe(200)
    const listed = await secretary.ask(listHandEntries, { query: { memberId: ding } })
    expect(listed.body.rows.map((row) => `${row.points} ${row.state}`).toSorted()).toEqual([
      '100 proposed',
      '200 declined',
    ])
  })

  it('nobody answers for what a band covers, for another branch’s fact, or for themselves', async () => {
    const { first } = await asked()
    const [covered = ''] = await record({
      memberId: ding,
      matter: 'model-deed',
      quantity: 100,
      day: '2026-11-14',
    })
    expect((await answer(secretary, { ...first, factId: covered }, null)).error.code).toBe('not-found')
    expect((await answer(secretary, { ...first, ruleId: first.ruleId + 1 }, null)).error.code).toBe(
      'not-found',
    )
    const [own = ''] = await record({ memberId: shen, matter: 'model-deed', quantity: 300 })
    expect((await answer(secretary, { ...first, factId: own }, 200)).error.code).toBe('access.denied')
    const zero = await answer(secretary, first, 0)
    expect(zero.error).toMatchObject({ code: 'input.invalid', field: 'body.points' })
  })

  it('a scheme without entries by hand says so before anything is given', async () => {
    const other = await buildTree(test)
    const [lin = ''] = await buildRegister(test, [{ orgId: other.branch, name: '林秀兰' }])
    await buildScheme(test, other.village, {
      ...version,
      rules: version.rules.filter(({ code }) => code !== 'H'),
    })
    await record({ memberId: lin, matter: 'model-deed', quantity: 300 })
    const own = await test.person('branch-secretary', other.branch)
    const params = { orgId: other.branch }
    const [one] = (await own.ask(contract.getReviews, { params })).body.silent
    const body = { factId: one?.factId ?? '', ruleId: one?.ruleId ?? 0, points: 100, reason: '做足三天' }
    const { error } = await own.ask(contract.answerSilence, { params, body })
    expect(error).toMatchObject({ code: 'state.wrong', field: 'body.points' })
  })
})
