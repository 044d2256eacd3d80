import { Document, Header, Packer, Paragraph, TextRun } from 'docx'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { beforeAll, describe, expect, it } from 'vitest'
import { getMinutesWord } from '../../contract/minutes.ts'
import * as contract from '../../contract/minutes-templates.ts'
import { newId } from '../core/ids.ts'
import { type Person, useTestApp } from '../test/app.ts'
import { assembly, buildVoteTest, record, told, type VoteTest } from '../test/votes.ts'
import { exampleFields } from './minutes-template-fields.ts'
import { fillTemplate, writeStartTemplate } from './minutes-template-word.ts'

const test = useTestApp()
let at: VoteTest
let activityId: string

beforeAll(async () => {
  at = await buildVoteTest(test)
  activityId = await assembly(at.secretary, at.tree.branch, { place: '村部二楼' })
  const minutes = '林秀兰：先修东边。\n{{标题}}也不许变。<w:t>\n联系电话 13812345678。'
  await record(at.secretary, activityId, at.ids.slice(0, 2), minutes)
})

/** A template in which the office has its own words; `mark` tells one from another. */
async function office(mark: string): Promise<Buffer> {
  const line = (text: string) => new Paragraph({ children: [new TextRun({ text, font: '黑体', size: 44 })] })
  const children = [
    ...[line(`${mark}（样式甲）`), new Paragraph({ text: '{{标题}}　{{编号}}', alignment: 'center' })],
    ...['{{时间}}', '实到 {{实到}}', '{{会议内容}}', '{{缺席}}', '{{会议名称}}与{{会议名称}}'].map(
      (text) => new Paragraph(text),
    ),
  ]
  const headers = { default: new Header({ children: [new Paragraph('{{支部名称}}存档')] }) }
  return Buffer.from(await Packer.toBuffer(new Document({ sections: [{ headers, children }] })))
}

function upload(person: Person, orgId: number, bytes: Buffer, requestId = newId()) {
  const file = { name: '县里的记录.docx', bytes }
  return person.ask(contract.uploadMinutesTemplate, { params: { orgId }, file, requestId })
}

const asText = (bytes: unknown, part = 'word/document.xml') =>
  strFromU8(unzipSync(bytes as Uint8Array)[part] ?? new Uint8Array()).replace(/<[^>]*>/g, '')

async function minutesWord(person = at.secretary) {
  const { status, body } = await person.ask(getMinutesWord, { params: { activityId } })
  expect(status).toBe(200)
  return body as unknown as Uint8Array
}

const list = async (person: Person, orgId: number) =>
  told(await person.ask(contract.listMinutesTemplates, { params: { orgId } }))

it.each<[string, string, (xml: string) => string]>([
  ['a part that ends in its middle', 'word/settings.xml', (xml) => xml.slice(0, xml.length / 2)],
  ['a list of parts that is none', '[Content_Types].xml', () => '{"a":1}'],
])('a template with %s is not taken to keep minutes from being printed', async (_what, part, change) => {
  const parts = unzipSync(await office('坏的'))
  parts[part] = Buffer.from(change(strFromU8(parts[part] ?? new Uint8Array())))
  const answer = await upload(at.township, at.tree.township, Buffer.from(zipSync(parts)))
  expect(answer).toMatchObject({ status: 400, error: { code: 'input.unreadable' } })
})

describe('the county’s own template', () => {
  it('is tried first, then every branch below has its minutes in it, as Word and as a page', async () => {
    const { templateId } = told(await upload(at.township, at.tree.township, await office('县委格式')))
    const params = { templateId }
    expect(asText(await minutesWord())).not.toContain('县委格式')
    const example = await at.township.ask(contract.getTemplateExampleWord, { params })
    expect(asText(example.body)).toContain('这是例子，不是真的会议。')
    expect(asText(example.body)).toContain('县委格式')
    told(await at.township.ask(contract.enforceMinutesTemplate, { params }))

    const word = await minutesWord()
    const text = asText(word)
    expect(text).toContain('县委格式（样式甲）石桥支部党员大会记录')
    expect(text).toContain('实到 14')
    expect(text).toContain('林秀兰：先修东边。　　｛｛标题}}也不许变。&lt;w:t&gt;　　联系电话')
    expect(text).not.toContain('13812345678')
    expect(text).not.toMatch(/\{\{/)
    expect(asText(word, 'word/header1.xml')).toBe('石桥支部存档')
    const page = await test.app.server.inject({
      url: `/print/activities/${activityId}/minutes`,
      headers: { cookie: at.secretary.cookie },
    })
    expect(page.body).toContain('<p class="pt220 hei left">县委格式（样式甲）</p>')
    expect(page.body).toContain('<br />　　｛｛标题}}也不许变。&lt;w:t&gt;<br />')
    expect(page.body).not.toContain('13812345678')
  })

  it('of the nearest above counts, and stopping it leads back to the next, and to the layout of the product', async () => {
    const above = (await list(at.secretary, at.tree.branch)).inForce
    expect(above).toMatchObject({ own: false, name: '县里的记录.docx' })
    const county = await test.person('county-officer', test.county.rootId)
    const wide = told(await upload(county, test.county.rootId, await office('全县格式')))
    told(await county.ask(contract.enforceMinutesTemplate, { params: wide }))
    expect(asText(await minutesWord())).toContain('县委格式')
    const own = await list(at.township, at.tree.township)
    expect(own.rows.map((row) => row.inForce)).toEqual([true])
    told(
      await at.township.ask(contract.withdrawMinutesTemplate, {
        params: { templateId: own.inForce?.templateId ?? '' },
      }),
    )
    expect(asText(await minutesWord())).toContain('全县格式')
    told(await county.ask(contract.withdrawMinutesTemplate, { params: wide }))
    expect((await list(at.secretary, at.tree.branch)).inForce).toBeNull()
    expect(asText(await minutesWord())).not.toContain('格式')
  })

  it('is kept once however often it is sent, is refused with what is wrong, and leaves nothing then', async () => {
    const before = (await list(at.township, at.tree.township)).rows.length
    const requestId = newId()
    const bytes = await office('再来')
    const first = told(await upload(at.township, at.tree.township, bytes, requestId))
    expect(told(await upload(at.township, at.tree.township, bytes, requestId))).toEqual(first)
    const wrong = await upload(at.township, at.tree.township, Buffer.from('会议记录'))
    expect([wrong.status, wrong.error.message]).toEqual([415, expect.stringContaining('另存为')])
    const after = await list(at.township, at.tree.township)
    expect(after.rows.length).toBe(before + 1)
    const kept = after.rows.find((row) => row.templateId === first.templateId)
    expect(kept).toMatchObject({ uploadedByName: '许组织', inForce: false, enforcedAt: null })
  })

  it('is put in force by one of two at once; the other is told, and one stands', async () => {
    const bytes = await office('同时')
    const both = await Promise.all([1, 2].map(() => upload(at.township, at.tree.township, bytes)))
    const ids = both.map((answer) => told(answer).templateId)
    const same = await Promise.all(
      [1, 2].map(() =>
        at.township.ask(contract.enforceMinutesTemplate, { params: { templateId: ids[0] ?? '' } }),
      ),
    )
    expect(same.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409])
    await Promise.all(
      ids.map((templateId) => at.township.ask(contract.enforceMinutesTemplate, { params: { templateId } })),
    )
    const { rows } = await list(at.township, at.tree.township)
    expect(rows.filter((row) => row.inForce)).toHaveLength(1)
    const idle = rows.find((row) => !row.inForce)?.templateId ?? ''
    const stopped = await at.township.ask(contract.withdrawMinutesTemplate, { params: { templateId: idle } })
    expect(stopped.error.code).toBe('state.wrong')
  })

  it('is set by nobody below, beside or in another county, and its file is not shown to them', async () => {
    const bytes = await office('不行')
    const sent = await upload(at.secretary, at.tree.township, bytes)
    expect([403, 404]).toContain(sent.status)
    const [mine] = (await list(at.township, at.tree.township)).rows
    const params = { templateId: mine?.templateId ?? '' }
    const county = await test.newCounty('别的县')
    const other = await test.person('county-admin', county.rootId, { county })
    for (const person of [at.secretary, other]) {
      for (const spec of [
        contract.getMinutesTemplate,
        contract.getTemplateExampleWord,
        contract.getTemplateExamplePdf,
        contract.enforceMinutesTemplate,
        contract.withdrawMinutesTemplate,
      ])
        expect([403, 404]).toContain((await person.ask(spec, { params })).status)
    }
    expect((await test.ask(contract.enforceMinutesTemplate, { params })).status).toBe(401)
    const file = await at.township.ask(contract.getMinutesTemplate, { params })
    expect(asText(file.body)).toContain('{{会议内容}}')
  })

  it('makes a PDF with the office’s words and the meeting’s', async () => {
    const [mine] = (await list(at.township, at.tree.township)).rows
    const params = { templateId: mine?.templateId ?? '' }
    const { status, body } = await at.township.ask(contract.getTemplateExamplePdf, { params })
    expect(status).toBe(200)
    expect(
      Buffer.from(body as unknown as Uint8Array)
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })
})

it('the template to begin from is one that is taken, and every field of it is filled', async () => {
  const start = Buffer.from(await writeStartTemplate())
  for (const field of contract.templateFields) expect(asText(start)).toContain(`{{${field}}}`)
  told(await upload(at.township, at.tree.township, start))
  expect(asText(await fillTemplate(start, exampleFields('2026-11-20')))).not.toContain('{{')
})
