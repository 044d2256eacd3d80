import { Document, Header, Packer, Paragraph, TextRun } from 'docx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { Problem } from '../../core/errors/problem.ts'
import { inspectTemplate } from './inspect.ts'

const needed = ['{{时间}}', '到会 {{实到}} 人', '{{会议内容}}']

function write(lines: readonly string[], header = ''): Promise<Uint8Array> {
  const children = lines.map((line) => new Paragraph(line))
  const headers = { default: new Header({ children: [new Paragraph(header)] }) }
  return Packer.toBuffer(new Document({ sections: [{ headers, children }] }))
}

/** The template with a part changed or added. */
async function changed(name: string, change: (text: string) => string): Promise<Uint8Array> {
  const parts = unzipSync(await write(needed))
  const old = parts[name]
  return zipSync({ ...parts, [name]: strToU8(change(old ? strFromU8(old) : '')) })
}

async function refusal(bytes: Uint8Array): Promise<[code: string, message: string]> {
  const error = await inspectTemplate(bytes).catch((thrown: unknown) => thrown)
  if (!(error instanceof Problem)) throw new Error(`not refused: ${String(error)}`)
  return [error.code, error.message]
}

const inDocument = (xml: string) =>
  changed('word/document.xml', (text) => text.replace('<w:body>', `<w:body><w:p>${xml}</w:p>`))
const run = (xml: string) => `<w:r>${xml}</w:r>`
const field = (...words: string[]) =>
  run('<w:fldChar w:fldCharType="begin"/>') +
  words.map((word) => run(`<w:instrText xml:space="preserve">${word}</w:instrText>`)).join('') +
  run('<w:fldChar w:fldCharType="end"/>')

const fetching = '<w:instrText>INCLUDETEXT http://a/b </w:instrText>'
const begin = '<w:fldChar w:fldCharType="begin"/>'
const hidden = (words: string) => inDocument(run(`${begin}${words}<w:instrText>PAGE</w:instrText>`))

describe('a template', () => {
  it('with the fields that are needed is kept, with its header and a page number', async () => {
    const clean = await inspectTemplate(await write(needed, '{{支部名称}}'))
    expect(Object.keys(unzipSync(clean))).toContain('word/document.xml')
    expect(await inspectTemplate(await inDocument(field(' PAGE ')))).toBeInstanceOf(Uint8Array)
  })

  it('whose fields are cut over several runs is read as it looks', async () => {
    const cut = new Paragraph({ children: ['{', '{会议', '内容}', '}'].map((text) => new TextRun(text)) })
    const rest = needed.slice(0, 2).map((line) => new Paragraph(line))
    const bytes = await Packer.toBuffer(new Document({ sections: [{ children: [cut, ...rest] }] }))
    expect(await inspectTemplate(bytes)).toBeInstanceOf(Uint8Array)
  })

  it('is refused with what is unknown or missing, by name', async () => {
    expect(await refusal(await write([...needed, '{{主席}}']))).toEqual([
      'input.invalid',
      expect.stringContaining('{{主席}} 不认识'),
    ])
    expect(await refusal(await write(['{{时间}}', '{{地点}}']))).toEqual([
      'input.invalid',
      '模板里还少 {{实到}}、{{会议内容}}。没有它，印出来就不是会议记录了。',
    ])
  })

  it.each(['｛｛地点｝｝', '{{地点｝｝', '｛地点}}', '{｛地点}}'])(
    'in which %s is written with a wide brace is refused with it',
    async (written) => {
      const [code, message] = await refusal(await write([...needed, written]))
      expect(code).toBe('input.invalid')
      expect(message).toContain('中文的大括号')
    },
  )

  it.each([
    ['a macro', () => changed('word/vbaProject.bin', () => 'x'), '宏'],
    ['an embedded workbook', () => changed('word/embeddings/oleObject1.bin', () => 'x'), '嵌进来'],
    ['a chunk of another format', () => inDocument('<w:altChunk r:id="rId9"/>'), '嵌了别的文件'],
    ['an object', () => inDocument(run('<w:object/>')), '嵌了别的文件'],
    ['a field that starts a program', () => inDocument(field('D', 'DEAUTO c:\\\\x.exe')), '会取外面内容的域'],
    ['a field that fetches a picture', () => inDocument(field('INCLUDEPICTURE http://a/b')), '会取外面'],
    [
      'a simple field that reads a file',
      () => inDocument('<w:fldSimple w:instr=" INCLUDETEXT a "/>'),
      '会取外面',
    ],
    [
      'a template elsewhere',
      () =>
        changed(
          'word/_rels/settings.xml.rels',
          () => '<Relationships><Relationship TargetMode = "External"/></Relationships>',
        ),
      '指到外面',
    ],
    [
      'an entity',
      () => changed('word/styles.xml', (text) => `<!DOCTYPE a [<!ENTITY b "c">]>${text}`),
      '写法不对',
    ],
    [
      'a field whose begin is written as an entity',
      () => inDocument(field('PAGE ') + run(`<w:fldChar w:fldCharType="&#98;egin"/>${fetching}`)),
      '会取外面',
    ],
    [
      'a field whose begin stands behind an end',
      () =>
        inDocument(field('PAGE ') + run(`<w:fldChar x:fldCharType="end" w:fldCharType="begin"/>${fetching}`)),
      '会取外面',
    ],
    [
      'a field that only looks harmless by a comment',
      () => inDocument(run(`${begin}<!-- <w:instrText>PAGE</w:instrText> -->${fetching}`)),
      '写法不对',
    ],
    [
      'a field in raw characters',
      () => hidden('<w:instrText><![CDATA[INCLUDETEXT a ]]></w:instrText>'),
      '写法不对',
    ],
    [
      'a field behind an instruction',
      () => hidden('<w:instrText><?a?>INCLUDETEXT a </w:instrText>'),
      '写法不对',
    ],
    ['a field behind a tag', () => hidden('<w:instrText><x:y/>INCLUDETEXT a </w:instrText>'), '会取外面'],
    [
      'a field behind an attribute',
      () => inDocument(run(`${begin}<w:instrText x:y="> PAGE ">INCLUDETEXT a</w:instrText>`)),
      '会取外面',
    ],
    [
      'a simple field behind another attribute',
      () => inDocument('<w:fldSimple x:instr="PAGE" w:instr=" INCLUDETEXT a "/>'),
      '会取外面',
    ],
    [
      'a field in a part that is called a picture',
      () => changed('word/media/a.png', () => `  <w:hdr>${run(`${begin}${fetching}`)}</w:hdr>`),
      '会取外面',
    ],
  ])('with %s is refused', async (_, make, said) => {
    const [code, message] = await refusal(await make())
    expect(code).toBe('input.unsupported')
    expect(message).toContain(said)
  })

  it.each([
    ['text', strToU8('会议记录')],
    ['an archive that is no document', zipSync({ 'a.txt': strToU8('x') })],
    ['the beginning of a document', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0])],
  ])('that is %s is refused', async (_, bytes) => {
    expect((await refusal(bytes))[0]).toBe('input.unsupported')
  })

  it('that is too large, packed or unpacked, is refused before it is read', async () => {
    expect((await refusal(new Uint8Array(1024 * 1024 + 1)))[0]).toBe('input.too-large')
    const bomb = await changed('word/media/a.bmp', () => '0'.repeat(20_000_000))
    expect(bomb.length).toBeLessThan(100_000)
    expect((await refusal(bomb))[0]).toBe('input.too-large')
    const wordy = await changed('word/styles.xml', (text) => text + '<!-- -->'.repeat(500_000))
    expect((await refusal(wordy))[0]).toBe('input.too-large')
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`a${at}`, strToU8('x')]))
    expect((await refusal(zipSync(many)))[0]).toBe('input.too-large')
  })
})
