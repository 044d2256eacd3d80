import { unzipSync } from 'fflate'
import sharp from 'sharp'
import { beforeAll, expect, it } from 'vitest'
import { addActivityPhoto } from '../../contract/activity-photos.ts'
import { getLedger, getLedgerWord, getLedgerWorkbook } from '../../contract/ledger.ts'
import { getMinutesPdf, getMinutesWord, setMinutesForm } from '../../contract/minutes.ts'
import { useTestApp } from '../test/app.ts'
import { assembly, buildVoteTest, put, raise, record, told, type VoteTest } from '../test/votes.ts'

const test = useTestApp()
let at: VoteTest
let activityId: string

beforeAll(async () => {
  at = await buildVoteTest(test)
  const segments = [{ kind: 'meeting' as const, title: '讨论修路 <机耕路>', ledBy: '沈国良' }]
  activityId = await assembly(at.secretary, at.tree.branch, { place: '村部二楼', segments })
  told(await raise(at.secretary, await put(at.secretary, activityId, '修机耕路'), 12, 1))
  await record(at.secretary, activityId, at.ids.slice(0, 2), '林秀兰：先修东边。\n联系电话 13812345678。')
})

const get = (url: string, cookie: string | undefined) =>
  test.app.server.inject({ method: 'GET', url, ...(cookie && { headers: { cookie } }) })

it('minutes print in the county’s own form: number, votes, who counts, no phone number, a line to sign', async () => {
  const form = {
    title: '{org}{kind}记录',
    number: '石支记〔{year}〕{no} 号',
    signatures: ['主持人', '监督员'],
    photo: false,
    foot: '',
  }
  told(await at.township.ask(setMinutesForm, { params: { orgId: at.tree.township }, body: form }))
  const page = await get(`/print/activities/${activityId}/minutes`, at.secretary.cookie)
  expect(page.statusCode).toBe(200)
  expect(page.body).toContain('<h1 class="title">石桥支部党员大会记录</h1>')
  expect(page.body).toContain('石支记〔2026〕1 号')
  expect(page.body).toContain('讨论修路 &lt;机耕路&gt;')
  expect(page.body).toContain('修机耕路：应到 15 人，实到 13 人，赞成 12，反对 1，弃权 0：通过。')
  expect(page.body).toContain('有表决权的应到 15 人，实到 13 人，够法定人数（8 人）。')
  expect(page.body).toContain('没到 2 人')
  expect(page.body).not.toContain('13812345678')
  expect(page.body).toContain('<span>监督员：</span>')
  expect(page.body).not.toContain('照片')
})

it('are for who reads the whole meeting, once it is recorded', async () => {
  const path = `/print/activities/${activityId}/minutes`
  const beside = await test.person('branch-secretary', at.tree.sibling)
  const member = await test.person('member', at.tree.branch, { memberId: at.ids[5] ?? null })
  expect((await get(path, beside.cookie)).statusCode).toBe(404)
  expect((await get(path, member.cookie)).statusCode).toBe(403)
  expect((await beside.ask(getMinutesWord, { params: { activityId } })).error.code).toBe('not-found')
  const planned = await assembly(at.secretary, at.tree.branch)
  const refused = await at.secretary.ask(getMinutesWord, { params: { activityId: planned } })
  expect(refused.error.code).toBe('state.wrong')
})

it('the ledger of a year is one click as page, Word and Excel, by kind, with numbers for who was away', async () => {
  const params = { orgId: at.tree.branch }
  const ledger = told(await at.secretary.ask(getLedger, { params, query: { year: 2026 } }))
  expect(ledger.parts.map((part) => part.kindLabel)).toEqual(['支部党员大会'])
  expect(ledger.parts[0]?.meetings[0]).toMatchObject({
    place: '村部二楼',
    chair: '沈国良',
    expected: 16,
    present: 14,
    absent: '没到 2 人',
    topics: ['讨论修路 <机耕路>'],
    votes: ['修机耕路：应到 15 人，实到 13 人，赞成 12，反对 1，弃权 0：通过。'],
  })
  expect(told(await at.secretary.ask(getLedger, { params, query: { year: 2025 } })).parts).toEqual([])
  const page = await get(`/print/organisations/${at.tree.branch}/ledger?year=2026`, at.township.cookie)
  expect(page.body).toContain('石桥支部2026年组织生活台账')
  for (const spec of [getLedgerWord, getLedgerWorkbook]) {
    const file = await at.secretary.ask(spec, { params, query: { year: 2026 } })
    expect((file.body as unknown as Buffer).subarray(0, 2).toString()).toBe('PK')
    const beside = await test.person('branch-secretary', at.tree.sibling)
    expect((await beside.ask(spec, { params })).error.code).toBe('not-found')
  }
})

it('papers hide numbers wherever they stand, and open whatever was pasted into them', async () => {
  const segments = [{ kind: 'meeting' as const, title: '议题 13912345678', ledBy: '沈国良 13712345678' }]
  const plan = { title: '大会 13612345678', place: '村部 13512345678', segments }
  const id = await assembly(at.secretary, at.tree.branch, plan)
  told(await raise(at.secretary, await put(at.secretary, id, '补助 13412345678'), 12, 1))
  await record(at.secretary, id, [], '先修东边。\u000b再修西边。\u0008\ufffe')
  const query = 'year=2026'
  const pages = [`/print/activities/${id}/minutes`, `/print/organisations/${at.tree.branch}/ledger?${query}`]
  for (const url of pages) expect((await get(url, at.secretary.cookie)).body).not.toMatch(/1[3-9]\d12345678/)
  const params = { activityId: id }
  const word = await test.app.server.inject({
    url: `/api/v1/activities/${params.activityId}/minutes.docx`,
    headers: { cookie: at.secretary.cookie },
  })
  expect(word.statusCode).toBe(200)
  expect(decodeURIComponent(String(word.headers['content-disposition']))).not.toContain('13612345678')
  const xml = Buffer.from(unzipSync(new Uint8Array(word.rawPayload))['word/document.xml'] ?? []).toString(
    'utf8',
  )
  expect(xml).toContain('再修西边。')
  // oxlint-disable-next-line no-control-regex -- what must not be there
  expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/)
})

it('have the photos that somebody added in them, on the page, in Word and in PDF', async () => {
  const id = await assembly(at.secretary, at.tree.branch)
  await record(at.secretary, id, [], '先修东边。')
  const files = async () => {
    const params = { activityId: id }
    const word = (await at.secretary.ask(getMinutesWord, { params })).body as unknown as Buffer
    const pdf = (await at.secretary.ask(getMinutesPdf, { params })).body as unknown as Buffer
    const page = await get(`/print/activities/${id}/minutes`, at.secretary.cookie)
    const pictures = Object.keys(unzipSync(new Uint8Array(word))).filter((name) =>
      /media\/.+\.jpg$/.test(name),
    )
    return { pictures, pdf, page: page.body }
  }
  const without = await files()
  expect(without.pictures).toEqual([])
  expect(without.page).not.toContain('data:image/jpeg')
  const bytes = await sharp({ create: { width: 800, height: 600, channels: 3, background: '#86b06a' } })
    .jpeg()
    .toBuffer()
  told(
    await at.secretary.ask(addActivityPhoto, {
      params: { activityId: id },
      file: { name: '照片.jpg', bytes },
    }),
  )
  const having = await files()
  expect(having.pictures).toHaveLength(1)
  expect(having.page.match(/data:image\/jpeg/g)).toHaveLength(1)
  expect(having.pdf.includes('/Subtype /Image')).toBe(true)
  expect(without.pdf.includes('/Subtype /Image')).toBe(false)
}, 60_000)
