import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import * as awardContract from '../../../contract/awards.ts'
import { listHonours, withdrawHonour } from '../../../contract/honours.ts'
import * as resultContract from '../../../contract/selection-results.ts'
import { newId } from '../../core/ids.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { wordsOf } from '../../test/boards.ts'
import { buildScheme } from '../../test/points.ts'
import * as world from '../../test/selections.ts'

const test = useTestApp()
let at: world.SelectionTest
const idOf = (name: string) => at.ids[name] ?? ''
const one = (awardId: string) => ({ params: { awardId } })
const elsewhere = () => test.person('branch-secretary', at.tree.elsewhere.branch)
const nobody = () => ({ ...at.secretary, ask: test.ask })
const awards = async (who: Person, query = {}) => (await who.ask(awardContract.listAwards, { query })).body

beforeEach(async () => {
  at = await world.buildSelectionTest(test)
  for (const name of ['丁小红', '王阿根', '叶春燕'])
    await world.holdPost(test, idOf(name), { orgId: at.tree.branch })
})

/** 丁小红 awarded from above the branch: at a level that honours know. */
async function awardedBy(who: 'committee' | 'township') {
  const selectionId = await world.opened(at[who], at.tree[who], { method: 'decision' })
  const candidateId = await world.nominated(at.secretary, selectionId, idOf('丁小红'))
  await world.stepped(at[who], selectionId, 'close')
  const body = { chosen: [candidateId], note: '党委会研究' }
  await at[who].ask(resultContract.decideSelection, { params: { selectionId }, body })
  const reviewer = await test.person('township-officer', at.tree.township)
  await world.stepped(reviewer, selectionId, 'publish')
  await world.comeBack(test, at, '2026-11-30')
  const given = await at[who].ask(awardContract.giveAwards, {
    params: { selectionId },
    body: { awardedOn: '2026-11-30' },
  })
  return { selectionId, awardId: given.body.awards[0]?.awardId ?? '' }
}

describe('giving', () => {
  const give = (who: Person, selectionId: string, more = {}, requestId = newId()) =>
    who.ask(awardContract.giveAwards, {
      params: { selectionId },
      requestId,
      body: { awardedOn: '2026-11-30', ...more },
    })

  it('[001-14] rewards the winners of the year: one award each, by number, and who was not chosen has none', async () => {
    const { selectionId, awardId, certificateNo } = await world.awardedSelection(test, at)
    expect(certificateNo).toMatch(/^评优〔2026〕\d+ 号$/)
    const { awards: given, state, stateLabel } = await world.seen(at.secretary, selectionId)
    expect([state, stateLabel]).toEqual(['awarded', '已表彰'])
    expect(given).toEqual([
      expect.objectContaining({
        awardId,
        memberName: '丁小红',
        branchName: '石桥支部',
        title: '优秀共产党员',
        year: 2026,
        level: null,
        levelLabel: '支部级',
        issuer: '石桥支部',
        awardedOn: '2026-11-30',
        prize: '毛巾一条',
        honourId: null,
        withdrawn: null,
      }),
    ])
    const own = await test.person('member', at.tree.branch, { memberId: idOf('丁小红') })
    expect((await awards(own)).rows.map((row) => row.awardId)).toEqual([awardId])
    expect((await awards(at.member)).rows).toEqual([])
    expect((await awards(at.township, { orgId: at.tree.branch, year: 2026 })).count).toBe(1)
    expect((await awards(at.township, { memberId: idOf('王阿根') })).count).toBe(0)
    expect((await awards(await elsewhere())).count).toBe(0)
    const outside = await (await elsewhere()).ask(awardContract.listAwards, {
      query: { orgId: at.tree.branch },
    })
    expect(outside.status).toBe(404)
    expect((await test.ask(awardContract.listAwards)).status).toBe(401)
  })

  it('waits for the end of the publication, is by who runs it, and not by who is awarded', async () => {
    const { selectionId, second } = await world.publishedSelection(at)
    expect((await give(at.secretary, selectionId)).error.message).toBe('公示到 11月27日，期满以后再表彰。')
    await world.comeBack(test, at, '2026-11-30')
    expect((await give(at.member, selectionId)).error.code).toBe('access.denied')
    expect((await give(await elsewhere(), selectionId)).status).toBe(404)
    expect((await give(nobody(), selectionId)).status).toBe(401)
    const awardee = await test.person('branch-deputy', at.tree.branch, { memberId: idOf('丁小红') })
    expect((await give(awardee, selectionId)).error.message).toMatch(/和您本人有关/)
    const field = async (more: object) => (await give(at.secretary, selectionId, more)).error.field
    expect(await field({ awardedOn: '2026-11-27' })).toBe('body.awardedOn')
    expect(await field({ awardedOn: '2026-12-01' })).toBe('body.awardedOn')
    expect(await field({ prizes: [{ candidateId: second, prize: '毛巾' }] })).toBe('body.prizes')
  })

  it('is one of two at once, and one however often it is sent', async () => {
    const { selectionId } = await world.publishedSelection(at)
    await world.comeBack(test, at, '2026-11-30')
    const requestId = newId()
    const sent = () => give(at.secretary, selectionId, {}, requestId)
    const answers = await Promise.all([sent(), sent(), give(at.committee, selectionId)])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect((await world.seen(at.secretary, selectionId)).awards).toHaveLength(1)
    expect((await give(at.committee, selectionId)).error.code).toBe('state.wrong')
  })
})

describe('taking back', () => {
  const takeBack = (who: Person, awardId: string, reason = '材料不实', requestId = newId()) =>
    who.ask(awardContract.withdrawAward, { ...one(awardId), requestId, body: { reason } })

  it('says why, deletes nothing, and prints nothing any more', async () => {
    const { awardId } = await world.awardedSelection(test, at)
    expect((await takeBack(at.secretary, awardId, ' ')).error.field).toBe('body.reason')
    expect((await takeBack(at.member, awardId)).error.code).toBe('access.denied')
    expect((await takeBack(await elsewhere(), awardId)).status).toBe(404)
    expect((await takeBack(nobody(), awardId)).status).toBe(401)
    const own = await test.person('branch-deputy', at.tree.branch, { memberId: idOf('丁小红') })
    expect((await takeBack(own, awardId)).error.message).toMatch(/^这件事和您本人有关/)
    const requestId = newId()
    const sent = () => takeBack(at.secretary, awardId, '材料不实', requestId)
    const answers = await Promise.all([sent(), sent(), takeBack(at.committee, awardId)])
    expect(answers.some(({ status }) => status === 200)).toBe(true)
    expect((await takeBack(at.committee, awardId)).error.message).toBe('这项表彰已经收回了。')
    const [row] = (await awards(at.secretary, { memberId: idOf('丁小红') })).rows
    expect(row?.withdrawn?.reason).toBe('材料不实')
    expect(row?.abilities).toEqual({ withdraw: false, honour: false })
    expect((await own.ask(awardContract.getCertificateWord, one(awardId))).error.code).toBe('state.wrong')
  })
})

describe('an honour of it', () => {
  const honour = (who: Person, awardId: string, requestId = newId()) =>
    who.ask(awardContract.recordAwardHonour, { ...one(awardId), requestId, body: {} })
  const points = (memberId: string) =>
    test.system(async (ctx) => {
      const { sum } = await ctx.db
        .selectFrom('point_entries')
        .select(sql<number>`coalesce(sum(points), 0)::int`.as('sum'))
        .where('county_id', '=', ctx.county)
        .where('member_id', '=', memberId)
        .executeTakeFirstOrThrow()
      return sum
    })

  it('gives the points of its level once, however often and by how many it is asked for', async () => {
    await buildScheme(test, at.tree.committee)
    const { awardId } = await awardedBy('township')
    expect((await awards(at.secretary)).rows[0]).toMatchObject({
      level: 'town',
      levelLabel: '镇（街道）级',
      issuer: '青禾镇',
      abilities: { withdraw: false, honour: true },
    })
    expect((await honour(at.township, awardId)).error.code).toBe('access.denied')
    expect((await honour(at.member, awardId)).error.code).toBe('access.denied')
    expect((await honour(await elsewhere(), awardId)).status).toBe(404)
    expect((await honour(nobody(), awardId)).status).toBe(401)
    const requestId = newId()
    const sent = () => honour(at.secretary, awardId, requestId)
    const answers = await Promise.all([sent(), sent(), honour(at.committee, awardId)])
    const ids = new Set(answers.filter(({ status }) => status === 200).map(({ body }) => body.honourId))
    expect(ids.size).toBe(1)
    const [honourId = ''] = ids
    const { body } = await at.secretary.ask(listHonours, { query: { memberId: idOf('丁小红') } })
    expect(body.rows).toEqual([
      expect.objectContaining({ honourId, level: 'town', title: '优秀共产党员', issuer: '青禾镇' }),
    ])
    expect(await points(idOf('丁小红'))).toBe(1000)
    // What became of the honour changes nothing: an award gives points once.
    await at.secretary.ask(withdrawHonour, { params: { honourId }, body: { reason: '记错' } })
    expect(await points(idOf('丁小红'))).toBe(0)
    expect((await honour(at.committee, awardId)).error.code).toBe('conflict.duplicate')
  })

  it('is taken back with the award, by who may, and is none below the levels of honours', async () => {
    await buildScheme(test, at.tree.committee)
    const { awardId } = await awardedBy('committee')
    await honour(at.secretary, awardId)
    const body = { reason: '材料不实' }
    // The branch neither gave it nor takes it back.
    expect((await at.secretary.ask(awardContract.withdrawAward, { ...one(awardId), body })).error.code).toBe(
      'access.denied',
    )
    const byTownship = await at.township.ask(awardContract.withdrawAward, { ...one(awardId), body })
    expect(byTownship.error.message).toMatch(/请支部先撤销那条荣誉记录/)
    expect((await at.committee.ask(awardContract.withdrawAward, { ...one(awardId), body })).status).toBe(200)
    const { body: left } = await at.secretary.ask(listHonours, { query: { memberId: idOf('丁小红') } })
    expect(left.rows[0]?.withdrawn?.reason).toBe('材料不实')
    expect(await points(idOf('丁小红'))).toBe(0)
    expect((await honour(at.secretary, awardId)).error.code).toBe('state.wrong')

    const own = await world.buildSelectionTest(test)
    at = own
    await world.holdPost(test, idOf('丁小红'), { orgId: at.tree.branch })
    await world.holdPost(test, idOf('王阿根'), { orgId: at.tree.branch })
    const branchs = await world.awardedSelection(test, at)
    expect((await honour(at.secretary, branchs.awardId)).error.message).toMatch(/不在荣誉的级别里/)
  })
})

describe('the certificate', () => {
  const saying = /丁小红 同志：.*在 2026 年度评选中，被评为.*“优秀共产党员”.*。特发此证，以资鼓励。/s

  it('is a Word file, a PDF and a page to print, for the member and the office, and for nobody else', async () => {
    const { awardId, certificateNo = '' } = await world.awardedSelection(test, at)
    const own = await test.person('member', at.tree.branch, { memberId: idOf('丁小红') })
    const word = await own.ask(awardContract.getCertificateWord, one(awardId))
    expect(word.status).toBe(200)
    const parts = unzipSync(new Uint8Array(word.body as unknown as Buffer))
    const text = Buffer.from(parts['word/document.xml'] ?? [])
      .toString('utf8')
      .replace(/<[^>]+>/g, '')
    expect(text).toMatch(saying)
    expect(text).toContain(certificateNo)
    expect(text).toContain('2026 年 11 月 30 日')

    const pdf = await at.township.ask(awardContract.getCertificatePdf, one(awardId))
    expect(pdf.status).toBe(200)
    const bytes = (pdf.body as unknown as Buffer).toString('latin1')
    expect(bytes.slice(0, 5)).toBe('%PDF-')
    expect(bytes.match(/\/Type\s*\/Page\b/g)).toHaveLength(1)

    const path = `/print/awards/${awardId}/certificate`
    const printed = await test.app.server.inject({ url: path, headers: { cookie: own.cookie } })
    expect(wordsOf(printed)).toMatch(saying)
    const strangers = [await elsewhere(), at.member]
    for (const spec of [awardContract.getCertificateWord, awardContract.getCertificatePdf]) {
      for (const who of strangers) expect((await who.ask(spec, one(awardId))).status).toBe(404)
      expect((await test.ask(spec, one(awardId))).status).toBe(401)
    }
    const other = await test.app.server.inject({ url: path, headers: { cookie: at.member.cookie } })
    expect(other.statusCode).toBe(404)
  })
})
