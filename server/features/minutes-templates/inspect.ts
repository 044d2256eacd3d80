import { isUtf8 } from 'node:buffer'
import { strFromU8, zipSync } from 'fflate'
import { maxTemplateBytes, neededFields, templateFields } from '../../../contract/minutes-templates.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { SpreadsheetError } from '../../core/spreadsheet/spreadsheet-error.ts'
import { unpackZip } from '../../core/spreadsheet/unpack-zip.ts'

const limits = { unpackedBytes: 8 * 1024 * 1024, entries: 200 }
/** Of what is parsed, bytes in all parts: a page of minutes has 0.1 to 1 MB, and everybody waits while one is read. */
const mostXml = 3 * 1024 * 1024

/** By its name, or by how it begins: what a part is says [Content_Types].xml and not its name. */
function isXml(name: string, content: Uint8Array): boolean {
  if (/\.(?:xml|rels)$/i.test(name)) return true
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(Buffer.from(content).toString('latin1'))
}

type Parts = ReadonlyMap<string, Uint8Array>

/** Parts by which a document does something instead of saying something. */
const active =
  /(?:^|\/)(?:vbaProject\.bin|vbaData\.xml)$|^word\/(?:embeddings|activeX|attachedToolbars\.bin|afchunk)/i

/** Fields that count or date; every other could fetch a file or start a program. */
const harmlessField = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|DATE|TIME|TOC|STYLEREF|SEQ)\b/i

/**
 * A template as it is kept: read to its last byte, found to be a Word document of words and pictures alone with fields
 * that the product knows, and packed anew, so that whoever opens it later opens nothing else.
 * Problem `input.too-large`, `input.unsupported`, `input.unreadable`, `input.invalid`, each with what to do.
 */
export async function inspectTemplate(bytes: Uint8Array): Promise<Uint8Array> {
  demand(bytes.length <= maxTemplateBytes, 'input.too-large', {
    message: '模板超过 1 MB，没有收。请把图片删掉或压小再传。',
  })
  const parts = unpack(bytes)
  demand(parts.has('[Content_Types].xml') && parts.has('word/document.xml'), 'input.unsupported', {
    message: '这不是 Word 文件。请在 Word 或 WPS 里另存为 .docx 再传。',
  })
  demandStill(parts)
  const clean = zipSync(Object.fromEntries(parts))
  await demandFields(parts, clean)
  return clean
}

function unpack(bytes: Uint8Array): Parts {
  const tooLarge = { message: '模板解开以后太大，没有收。请只留一页会议记录再传。' }
  try {
    const parts = unpackZip(bytes, limits, () => true)
    const xml = [...parts].reduce(
      (sum, [name, content]) => sum + (isXml(name, content) ? content.length : 0),
      0,
    )
    demand(xml <= mostXml, 'input.too-large', tooLarge)
    return parts
  } catch (error) {
    if (!(error instanceof SpreadsheetError)) throw error
    if (error.code === 'input.too-large') throw new Problem('input.too-large', tooLarge)
    throw new Problem('input.unsupported', {
      message: '这不是 Word 文件，或者加了密码。请在 Word 或 WPS 里另存为不带密码的 .docx 再传。',
    })
  }
}

const strange = { message: '这个文件的写法不对，没有收。请在 Word 或 WPS 里另存为 .docx 再传。' }

/** Nothing in it runs, fetches, or means something else than it says. */
function demandStill(parts: Parts): void {
  for (const [name, content] of parts) {
    demand(!active.test(name), 'input.unsupported', {
      message: '模板里有宏或者嵌进来的别的文件，没有收。请另存为不带宏的 .docx，去掉嵌入的表格再传。',
    })
    if (!isXml(name, content)) continue
    const text = strFromU8(content)
    // Another encoding would hide from what is looked for here what Word reads.
    demand(
      isUtf8(content) && !text.includes('\0') && !/<!(?:DOCTYPE|ENTITY)/i.test(text),
      'input.unsupported',
      strange,
    )
    demand(!/TargetMode(?!\s*=\s*["']Internal["'])/i.test(text), 'input.unsupported', {
      message: '模板里有指到外面去的链接或图片，没有收。请取消超链接，图片改成插入到文件里再传。',
    })
    demand(!/<(?:[\w.-]{1,40}:)?(?:altChunk|object|OLEObject)\b/.test(text), 'input.unsupported', {
      message: '模板里嵌了别的文件，没有收。请把内容直接写在模板里再传。',
    })
    const fields = fieldsOf(text)
    // Word passes over comments and takes CDATA for text; where fields stand it writes neither.
    demand(fields.length === 0 || !/<!|[^\uFEFF]<\?/.test(text), 'input.unsupported', strange)
    const wrong = fields.find((field) => !harmlessField.test(field))
    demand(wrong === undefined, 'input.unsupported', {
      message: `模板里有一个会取外面内容的域（${wrong?.trim().slice(0, 20)}），没有收。请删掉这个域再传。`,
    })
  }
}

/** The instructions of the fields of a part; Word cuts one into several runs as it likes. */
function fieldsOf(xml: string): string[] {
  const fields: string[] = []
  // Tag by tag, under whatever prefix: a pattern over the whole text could take minutes over a part made for it.
  const tags = xml.split('<')
  for (const [at, tag] of tags.entries()) {
    const name = /^(?:[\w.-]{1,40}:)?(fldSimple|fldChar|instrText|delInstrText)\b/.exec(tag)?.[1]
    if (name === 'fldSimple') fields.push(...valuesIn(tag, /instr\s*=\s*["']([^"']*)/g))
    else if (name === 'fldChar') {
      // Whatever is not plainly the middle or the end may be a begin, however it is spelt.
      const types = valuesIn(tag, /Type\s*=\s*["']([^"']*)/g)
      if (types.some((type) => type !== 'separate' && type !== 'end')) fields.push('')
    } else if (name) {
      const words = wordsIn(tag, tags[at + 1] ?? '')
      fields.push(words === null ? tag : (fields.pop() ?? '') + words)
    }
  }
  return fields
}

/** Of all attributes of a name, for a prefix decides which of them Word reads; of none, one that is empty. */
function valuesIn(tag: string, attribute: RegExp): string[] {
  const found = [...tag.matchAll(attribute)].map(([, value = '']) => value)
  return found.length > 0 ? found : ['']
}

/** The text of an instruction up to its end; null where anything else stands in it, which Word may pass over. */
function wordsIn(tag: string, next: string): string | null {
  const words = /^[^>]*>([^>]*)$/.exec(tag)?.[1]
  const isWhole = tag.endsWith('/>') || /^\/(?:[\w.-]{1,40}:)?(?:i|delI)nstrText\b/.test(next)
  return isWhole ? (words ?? null) : null
}

/** Word has no other way to write a brace in text, and people who type Chinese have a wide one under the same key. */
function demandBraces(parts: Parts): void {
  const said = [...parts]
    .filter(([name]) => /^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name))
    .map(([, content]) => strFromU8(content).replace(/<[^<>]*>/g, ''))
  const wide = said.flatMap(
    (text) => /[｛{]{2}[^{}｛｝]{0,20}｝|｛[^{}｛｝]{0,20}[}｝]{2}/.exec(text)?.[0] ?? [],
  )
  demand(wide.length === 0, 'input.invalid', {
    message: `“${wide[0]}”用的是中文的大括号。请换成英文的 {{ }} 再传。`,
  })
}

async function demandFields(parts: Parts, clean: Uint8Array): Promise<void> {
  demandBraces(parts)
  const found = await readFields(clean)
  const known: readonly string[] = templateFields
  const unknown = found.filter((name) => !known.includes(name))
  demand(unknown.length === 0, 'input.invalid', {
    message: `模板里的 {{${unknown[0]}}} 不认识。能用的是：${templateFields.join('、')}。`,
  })
  const missing = neededFields.filter((name) => !found.includes(name))
  demand(missing.length === 0, 'input.invalid', {
    message: `模板里还少 ${missing.map((name) => `{{${name}}}`).join('、')}。没有它，印出来就不是会议记录了。`,
  })
}

async function readFields(clean: Uint8Array): Promise<string[]> {
  const { patchDetector } = await import('docx')
  try {
    return [...new Set(await patchDetector({ data: clean }))]
  } catch {
    throw new Problem('input.unreadable', {
      message: '这个 Word 文件读不出来，没有收。请在 Word 或 WPS 里另存一份再传。',
    })
  }
}
