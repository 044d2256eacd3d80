import { pick, type Random } from '../authority/strange.ts'
import { type Bend, type Bends, somewhere } from './bytes.ts'
import { type Entry, entriesOf, pack } from './packed.ts'

type ChangeAll = (entries: readonly Entry[], random: Random) => readonly Entry[]
type ChangeOne = (entry: Entry, random: Random) => readonly Entry[]

const all =
  (change: ChangeAll): Bend =>
  (sound, random) =>
    pack(change(entriesOf(sound), random))

/** One entry instead of which others stand. */
const one = (change: ChangeOne): Bend =>
  all((entries, random) => {
    const at = somewhere(entries.length, random)
    return entries.flatMap((entry, i) => (i === at ? change(entry, random) : entry))
  })

const names = [
  ...['../../../../tmp/x', '/etc/passwd', 'C:\\Windows\\x.dll', '..\\..\\x', '', '/', 'a'.repeat(60_000)],
  ...[
    '__proto__',
    'constructor',
    'xl/\0',
    'word/\ud800',
    '[Content_Types].xml',
    'XL/WORKBOOK.XML',
    '名\u202e册',
  ],
]

/** A package in a package, and so on: whoever opens packages within packages comes to no end. */
function nest(plain: Uint8Array, depth: number): Uint8Array {
  return depth === 0 ? plain : nest(pack([{ name: `${depth}.zip`, plain }]), depth - 1)
}

const spaces = new Map<number, Uint8Array>()

/** So many bytes of nothing, made once. */
function blank(megabytes: number): Uint8Array {
  const known = spaces.get(megabytes) ?? new Uint8Array(megabytes << 20).fill(0x20)
  spaces.set(megabytes, known)
  return known
}

const many = (count: number): Entry[] =>
  Array.from({ length: count }, (_, i) => ({ name: `xl/media/${i}.xml`, plain: Buffer.from('<a/>') }))

export const packageBends: Bends = {
  'an entry missing': one(() => []),
  'an entry empty': one((entry) => [{ ...entry, plain: new Uint8Array(0) }]),
  'an entry twice': one((entry) => [entry, entry]),
  'an entry twice, once otherwise': one((entry) => [entry, { ...entry, plain: Buffer.from('<a/>') }]),
  'an entry renamed': one((entry, random) => [{ ...entry, name: pick(random, names) }]),
  'an entry more': all((entries, random) => [
    ...entries,
    { name: pick(random, names), plain: Buffer.from('<a/>') },
  ]),
  'an entry with another name in its own header': one((entry, random) => [
    { ...entry, localName: pick(random, names) },
  ]),
  'an entry as another': all((entries, random) => {
    const [from, to] = [somewhere(entries.length, random), somewhere(entries.length, random)]
    return entries.map((entry, i) =>
      i === to ? { ...entry, plain: entries[from]?.plain ?? entry.plain } : entry,
    )
  }),
  'names in other letters': all((entries) =>
    entries.map((one) => ({ ...one, name: one.name.toUpperCase() })),
  ),
  'names with backslashes': all((entries) =>
    entries.map((one) => ({ ...one, name: one.name.replaceAll('/', '\\') })),
  ),
  'another order': all((entries) => entries.toReversed()),
  'another compression': one((entry, random) => [
    { ...entry, method: pick(random, [0, 1, 6, 9, 12, 14, 93, 99]) },
  ]),
  'a wrong size': one((entry, random) => [{ ...entry, size: pick(random, [0, 1, 0xffffffff, 0x7fffffff]) }]),
  'a wrong packed size': one((entry, random) => [
    { ...entry, packedSize: pick(random, [0, 1, 60_000, 0xffffffff, 0x7fffffff]) },
  ]),
  'a wrong checksum': one((entry, random) => [{ ...entry, crc: pick(random, [0, 1, 0xffffffff]) }]),
  'marked as encrypted': one((entry, random) => [{ ...entry, flags: pick(random, [1, 0x41, 0x2001]) }]),
  'sizes told later': one((entry) => [{ ...entry, flags: 8 }]),
  'a package within a package': one((entry, random) => [
    { ...entry, plain: nest(entry.plain, pick(random, [1, 40])) },
  ]),
  'itself within itself': (sound) => pack([...entriesOf(sound), { name: 'xl/again.xml', plain: sound }]),
  'a bomb': one((entry, random) => [{ ...entry, plain: blank(pick(random, [9, 30])) }]),
  'a bomb beside it': all((entries, random) => [
    ...entries,
    { name: 'xl/media/a.png', plain: blank(pick(random, [9, 30])), size: 10 },
  ]),
  'a bomb of shared bytes': all((entries) => [
    ...entries,
    { name: 'xl/a.xml', plain: blank(9) },
    ...many(150).map((entry) => ({ ...entry, plain: blank(9).subarray(0, 1), shares: true })),
  ]),
  'thousands of entries': all((entries, random) => [...entries, ...many(pick(random, [300, 3_000]))]),
  'another number of entries': (sound, random) => {
    const entries = entriesOf(sound)
    return pack(entries, { count: pick(random, [0, 1, entries.length - 1, entries.length + 1, 0xffff]) })
  },
  'a directory elsewhere': (sound, random) =>
    pack(entriesOf(sound), { start: pick(random, [0, 1, 0xffffffff, 0x7fffffff, sound.length]) }),
  'a comment': (sound, random) => {
    const comment = pick(random, [Buffer.alloc(65_535, 0x50), sound.subarray(-22)])
    return pack(entriesOf(sound), { comment })
  },
}
