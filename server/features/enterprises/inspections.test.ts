import { strFromU8, unzipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { getAppraisal, listOwnAppraisals, openAppraisal } from '../../../contract/appraisals.ts'
import * as contract from '../../../contract/enterprises.ts'
import { answerObjection, getObjection, raiseObjection } from '../../../contract/objections.ts'
import { getBookletWord } from '../../../contract/papers.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { register } from '../../test/members.ts'
import { buildOrg, buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let village: Person
let secretary: Person
let instructorId: string
let liaisonId: string
let instructor: Person

beforeAll(async () => {
  tree = await buildTree(test)
  test.clock.now = new Date('2026-11-20T09:00:00+08:00')
  const names = ['沈国良', '林秀兰']
  const ids = await register(
    test,
    names.map((name) => ({ orgId: tree.branch, name })),
  )
  instructorId = ids[0] ?? ''
  liaisonId = ids[1] ?? ''
  village = await test.person('committee-secretary', tree.village)
  secretary = await test.person('branch-secretary', tree.branch)
  instructor = await test.person('member', tree.branch, { memberId: instructorId })
})

const whole = { plan: true, talks: true, records: true }
let made = 0

/** An enterprise to which the two were sent, and what the revisit of the quarter found there. */
async function revisited(answers: Partial<typeof whole>, sent = { instructorId, liaisonId }) {
  made += 1
  const sheet = { address: '新圩 3 号', staffCount: 40, memberCount: 0, isOrganised: false, ...sent }
  const added = await village.ask(contract.addEnterprise, {
    params: { orgId: tree.grid },
    body: { name: `青禾竹制品厂${made}`, ...sheet },
  })
  const body = { visitedOn: '2026-11-19', memberCount: 0, answers: { ...whole, ...answers } }
  const { enterpriseId } = added.body
  const recorded = await village.ask(contract.recordRevisit, { params: { enterpriseId }, body })
  return { enterpriseId, ...recorded.body }
}

const ownResults = async (revisitId: string, who = instructor, memberId = instructorId) => {
  const { body } = await who.ask(contract.listInspections, { params: { memberId } })
  return body.rows.filter((row) => row.revisitId === revisitId)
}

const correct = (
  revisitId: string,
  answers: Partial<typeof whole>,
  { who = village, version = 1 }: { who?: Pick<Person, 'ask'>; version?: number } = {},
) =>
  who.ask(contract.correctRevisit, {
    params: { revisitId },
    body: { answers: { ...whole, ...answers }, reason: '台账在村里，当时没有拿出来', version },
  })

describe('the result of one who was sent to an enterprise', () => {
  it('[003-07] is a fact about that person alone, and stands in the own year, in words', async () => {
    const { revisitId, grade } = await revisited({ talks: false, records: false })
    expect(grade).toBe('weak')
    expect(await ownResults(revisitId)).toMatchObject([
      {
        role: 'instructor',
        result: 'fair',
        missing: ['做了什么有记录'],
        saying: '2026年11月19日回查，指导员，一般，没有做到：做了什么有记录',
        underObjection: false,
      },
    ])
    // The other answers for what the other left undone.
    expect(await ownResults(revisitId, secretary, liaisonId)).toMatchObject([
      { role: 'liaison', result: 'weak', missing: ['联络员每月到企业', '做了什么有记录'] },
    ])
    const both = await revisited({ plan: false }, { instructorId, liaisonId: instructorId })
    expect(await ownResults(both.revisitId)).toMatchObject([{ roleLabel: '指导员兼联络员', result: 'fair' }])
    const facts = await test.system((ctx) =>
      ctx.db
        .selectFrom('facts')
        .select(['member_id', 'org_id', 'source_kind', 'day'])
        .where('county_id', '=', ctx.county)
        .where('source_id', '=', revisitId)
        .where('kind', '=', 'inspection')
        .execute(),
    )
    expect(new Set(facts.map((fact) => fact.member_id))).toEqual(new Set([instructorId, liaisonId]))
    expect(facts).toHaveLength(2)
    expect(facts[0]).toMatchObject({ org_id: tree.branch, source_kind: 'revisit', day: '2026-11-19' })
  })

  it('[003-07] stands in the printed booklet and its Word file, for the person and the own branch', async () => {
    await revisited({ records: false })
    const said = '回查，指导员，一般，没有做到：做了什么有记录'
    for (const { cookie } of [instructor, secretary]) {
      const url = `/print/members/${instructorId}/booklet?year=2026`
      expect((await test.app.server.inject({ url, headers: { cookie } })).body).toContain(said)
    }
    const params = { memberId: instructorId }
    const word = await instructor.ask(getBookletWord, { params, query: { year: 2026 } })
    const parts = unzipSync(new Uint8Array(word.body as unknown as Buffer))
    expect(strFromU8(parts['word/document.xml'] ?? new Uint8Array())).toContain(said)
  })

  it('[003-07] is carried to the yearly appraisal: for the branch beside the name, for the person on the own page', async () => {
    await revisited({ plan: false })
    const opened = await secretary.ask(openAppraisal, {
      params: { orgId: tree.branch },
      body: { year: 2026 },
    })
    const params = { roundId: opened.body.roundId }
    const { rows } = (await secretary.ask(getAppraisal, { params })).body
    const said = '2026年11月19日回查，指导员，一般，没有做到：指导员有计划'
    expect(rows.find((row) => row.memberId === instructorId)?.inspections).toContain(said)
    const own = await instructor.ask(listOwnAppraisals)
    expect(own.body.rows[0]?.inspections).toContain(said)
    // No grade follows from it: people propose one.
    expect(rows.find((row) => row.memberId === instructorId)).toMatchObject({ grade: null, proposed: null })
    // Who is not of the branch reads names and grades, and nothing of how somebody worked.
    const above = await test.person('committee-secretary', tree.committee)
    const seen = await above.ask(getAppraisal, { params })
    expect(seen.body.rows.map((row) => row.inspections)).toEqual([null, null])
  })

  it('[003-07] is objected to like any other fact, put right by a correction, and then the answer may be yes', async () => {
    const { revisitId, enterpriseId } = await revisited({ plan: false, records: false })
    const [standing] = await ownResults(revisitId)
    expect(standing?.result).toBe('weak')
    const text = '计划在村里台账上，那天没有看'
    const about = { factId: standing?.factId ?? '', ruleId: null }
    const raised = await instructor.ask(raiseObjection, { body: { about, text } })
    expect(raised.status).toBe(200)
    expect((await ownResults(revisitId))[0]?.underObjection).toBe(true)

    const params = { objectionId: raised.body.objectionId }
    const read = await secretary.ask(getObjection, { params })
    expect(read.body.record).toEqual({ kind: 'revisit', id: revisitId })
    // The branch that answers sees whose it is and what it says, and nothing else of the enterprise.
    const behind = await secretary.ask(contract.getRevisit, { params: { revisitId } })
    expect(behind.body).toMatchObject({ enterprise: null, answered: null, abilities: { correct: false } })
    expect(behind.body.people.map((one) => one.name).toSorted()).toEqual(['林秀兰', '沈国良'])
    const answer = { upheld: true, answer: '看过台账，计划是有的', correction: null }
    expect((await secretary.ask(answerObjection, { params, body: answer })).error.field).toBe(
      'body.correction',
    )

    test.clock.now = new Date('2026-11-20T10:00:00+08:00')
    expect((await correct(revisitId, { records: false })).body).toMatchObject({ grade: 'fair', orders: [] })
    expect((await secretary.ask(answerObjection, { params, body: answer })).status).toBe(200)
    expect(await ownResults(revisitId)).toMatchObject([{ result: 'fair', underObjection: false }])
    // The training that the mistake had ordered is waited for no more.
    const found = await village.ask(contract.getEnterprise, { params: { enterpriseId } })
    expect(found.body.orders).toMatchObject([{ kind: 'retrain', doneOn: '2026-11-20' }])
    expect(found.body.revisits[0]).toMatchObject({ gradeLabel: '一般', correctReason: expect.any(String) })
  })
})

describe('a correction', () => {
  it('is made once by who saw the newest version, and counts once however often it is sent', async () => {
    const { revisitId } = await revisited({ plan: false })
    const both = await Promise.all([correct(revisitId, {}), correct(revisitId, { talks: false })])
    expect(both.map((each) => each.error?.code ?? 'done').toSorted()).toEqual(['done', 'version.stale'])
    const requestId = newId()
    const body = { answers: { ...whole, records: false }, reason: '又看了一次', version: 2 }
    const send = () => village.ask(contract.correctRevisit, { params: { revisitId }, body, requestId })
    const first = await send()
    expect(first.body).toMatchObject({ grade: 'fair' })
    expect((await send()).body).toEqual(first.body)
    expect(await ownResults(revisitId)).toMatchObject([{ missing: ['做了什么有记录'] }])
    const { answered } = (await village.ask(contract.getRevisit, { params: { revisitId } })).body
    expect(answered?.version).toBe(3)
    const part = { answers: { plan: true }, reason: '漏了', version: 3 }
    const partial = await village.ask(contract.correctRevisit, { params: { revisitId }, body: part })
    expect(partial.error.field).toBe('body.answers')
  })

  it('is made by nobody who was sent there, and by nobody who does not look after the grid', async () => {
    const { revisitId } = await revisited({ plan: false })
    // A member of the committee that was sent there itself.
    const judge = await test.person('committee-secretary', tree.village, { memberId: instructorId })
    expect((await correct(revisitId, {}, { who: judge })).error.code).toBe('access.denied')
    const seen = await judge.ask(contract.getRevisit, { params: { revisitId } })
    expect(seen.body.abilities.correct).toBe(false)
    const mine = await instructor.ask(contract.getRevisit, { params: { revisitId } })
    expect(mine.body).toMatchObject({ enterprise: { enterpriseId: null }, answered: null })
    expect(mine.body.people.map((one) => one.memberId)).toEqual([instructorId])

    const second = await buildOrg(test, { kind: 'grid', parentId: tree.village, name: '第二网格' })
    const county = await test.newCounty('邻县')
    const strangers = [
      test,
      await test.person('grid-worker', second),
      await test.person('branch-secretary', tree.sibling),
      await test.person('committee-secretary', county.rootId, { county }),
    ]
    for (const [at, who] of strangers.entries()) {
      const code = at === 0 ? 'auth.required' : 'not-found'
      expect((await who.ask(contract.getRevisit, { params: { revisitId } })).error.code).toBe(code)
      expect((await correct(revisitId, {}, { who })).error.code).toBe(code)
      const params = { memberId: instructorId }
      expect((await who.ask(contract.listInspections, { params })).error.code).toBe(code)
    }
    expect((await correct(revisitId, {}, { who: secretary })).error.code).toBe('not-found')
    const officer = await test.person('township-officer', tree.township)
    expect((await correct(revisitId, {}, { who: officer })).error.code).toBe('access.denied')
    const above = await officer.ask(contract.listInspections, { params: { memberId: instructorId } })
    expect(above.error.code).toBe('not-found')
  })
})
