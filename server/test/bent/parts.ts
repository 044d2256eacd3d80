import { createHash } from 'node:crypto'
import type { Part } from '../../core/backup/zip-writer.ts'
import { hostile, pick, type Random, toText } from '../authority/strange.ts'
import { somewhere } from './bytes.ts'

/** What somebody makes of an archive who can write one like ours. */
export type PartsBend = (parts: readonly Part[], random: Random) => readonly Part[]

const isDocument = ({ name }: Part) => name.endsWith('.json')
const isPiece = ({ name }: Part) => /^(?:data|tables|queue)\//.test(name)

const one =
  (which: (part: Part) => boolean, change: (part: Part, random: Random) => readonly Part[]): PartsBend =>
  (parts, random) => {
    const chosen = pick(random, parts.filter(which))
    return parts.flatMap((part) => (part === chosen ? change(part, random) : part))
  }

const jsonOf = ({ bytes }: Part): unknown => JSON.parse(bytes.toString())
const partOf = (name: string, text: string): Part => ({ name, bytes: Buffer.from(text) })

type Box = Record<string, unknown>

/** Every field of a document with the object or list that it stands in. */
function boxes(value: unknown): [Box, string][] {
  if (typeof value !== 'object' || value === null) return []
  const box = value as Box
  return Object.keys(box).flatMap((key): [Box, string][] => [[box, key], ...boxes(box[key])])
}

function withAnother(part: Part, random: Random): Part {
  const document = jsonOf(part)
  const [box, key] = pick(random, boxes(document))
  if (random() < 0.2) delete box[key]
  else box[key] = hostile({}, random)
  return partOf(part.name, toText(document))
}

type Sum = { name: string; rows: number; bytes: number; sha256: string }

/** The last part says of every table what is in its pieces now. */
function summed(parts: readonly Part[]): Part[] {
  return parts.map((part) => {
    if (part.name !== 'manifest.json') return part
    const manifest = jsonOf(part) as { tables: Sum[]; queue: Sum[] }
    for (const sum of [...manifest.tables, ...manifest.queue]) {
      const pieces = parts.filter((each) => isPiece(each) && each.name.split('/')[1] === sum.name)
      const whole = Buffer.concat(pieces.map(({ bytes }) => bytes))
      sum.rows = whole.filter((byte) => byte === 10).length
      sum.bytes = whole.length
      sum.sha256 = createHash('sha256').update(whole).digest('hex')
    }
    return partOf(part.name, JSON.stringify(manifest))
  })
}

const rubbish = [
  '{}',
  'null',
  '[]',
  '{',
  '"x"',
  '\\N',
  '{"county_id":1e400}',
  '{"task":null}',
  '\ud800',
  'a\0b',
  '\t\t\t',
  '',
]

function withOtherLines({ name, bytes }: Part, random: Random): Part {
  const lines = bytes.toString().split('\n').filter(Boolean)
  const at = somewhere(lines.length, random)
  const line = lines[at] ?? ''
  const other = pick(random, [
    () => [],
    () => [line, line],
    () => [pick(random, rubbish)],
    () => [line.slice(0, somewhere(line.length, random))],
    () => [line.replace(/(?<=[:,[\t])[^,\t]+/, () => toText(hostile({}, random)).slice(0, 3_000))],
  ])()
  return partOf(name, `${lines.toSpliced(at, 1, ...other).join('\n')}\n`)
}

/** Says of a table in the first part and in the last, and brings a piece of it. */
function withTables(change: (names: Box[]) => Box[], more: readonly Part[]): PartsBend {
  return (parts) => {
    const changed = parts.flatMap((part) => {
      if (part.name !== 'header.json' && part.name !== 'manifest.json') return [part]
      const document = jsonOf(part) as { tables: Box[] }
      const own = partOf(part.name, JSON.stringify({ ...document, tables: change(document.tables) }))
      return part.name === 'manifest.json' ? [...more, own] : [own]
    })
    return summed(changed)
  }
}

const inPlace = (parts: readonly Part[], more: Part) =>
  parts.flatMap((part) => (part.name === 'manifest.json' ? [more, part] : [part]))

export const partsBends: Readonly<Record<string, PartsBend>> = {
  'a part missing': one(
    () => true,
    () => [],
  ),
  'a part twice': one(
    () => true,
    (part) => [part, part],
  ),
  'a part empty': one(
    () => true,
    ({ name }) => [partOf(name, '')],
  ),
  'a part under another name': one(
    () => true,
    ({ bytes }, random) => [
      { bytes, name: pick(random, ['../x', 'header.json', 'data/x/1.jsonl', 'keys.json', '']) },
    ],
  ),
  'the parts in another order': (parts, random) => {
    const at = somewhere(parts.length, random)
    return [...parts.slice(at), ...parts.slice(0, at)]
  },
  'a document that is another': one(isDocument, ({ name }, random) => [
    partOf(
      name,
      pick(random, [
        'null',
        '[]',
        '1',
        '"x"',
        '{}',
        '{',
        '[['.repeat(50_000),
        '\ufeff{}',
        '{"__proto__":{}}',
      ]),
    ),
  ]),
  'a document with another value': one(isDocument, (part, random) => [withAnother(part, random)]),
  'other lines, and sums that agree': (parts, random) =>
    summed(one(isPiece, (part) => [withOtherLines(part, random)])(parts, random)),
  'a row that no table takes, and sums that agree': (parts, random) => {
    const isRows = (part: Part) => isPiece(part) && !part.name.startsWith('queue/')
    return summed(one(isRows, ({ name }) => [partOf(name, '"x"\n')])(parts, random))
  },
  'other lines of what waits': (parts, random) =>
    summed(
      one(
        ({ name }) => name.startsWith('queue/'),
        (part) => [withOtherLines(part, random)],
      )(parts, random),
    ),
  'a piece that nobody promised': (parts, random) => {
    const names = ['data/nowhere/000001.jsonl', 'tables/nowhere/000001.copy', 'queue/nowhere/000001.jsonl']
    return inPlace(parts, partOf(pick(random, names), '{}\n'))
  },
  'a table twice': withTables((tables) => [...tables, ...tables.slice(0, 1)], []),
  'a table more': withTables(
    (tables) => [...tables, { ...tables[0], name: 'nowhere' }],
    [partOf('data/nowhere/000001.jsonl', '{}\n')],
  ),
  'a queue more': (parts) => {
    const more = inPlace(parts, partOf('queue/nowhere/000001.jsonl', '{}\n'))
    return summed(
      more.map((part) => {
        if (part.name !== 'manifest.json') return part
        const manifest = jsonOf(part) as { queue: Box[] }
        const queue = [...manifest.queue, { ...manifest.queue[0], name: 'nowhere' }]
        return partOf(part.name, JSON.stringify({ ...manifest, queue }))
      }),
    )
  },
}
