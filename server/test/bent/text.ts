import iconv from 'iconv-lite'
import { hostile, pick, toText } from '../authority/strange.ts'
import { type Bend, type Bends, somewhere } from './bytes.ts'

const asText =
  (change: (text: string, random: () => number) => string): Bend =>
  (sound, random) =>
    Buffer.from(change(sound.toString(), random))

const put = (text: string, at: number, words: string) => text.slice(0, at) + words + text.slice(at)

const strange = [
  '\0',
  '"',
  '\ufeff',
  '\u2028',
  '\r',
  '\u0007',
  '\t\t\t',
  '=1+1',
  ',,,,',
  '\ufffd',
  '長'.repeat(9_000),
]

/** Of a text that is separated by commas. */
export const commaBends: Bends = {
  'GBK cut within a character': (sound, random) => {
    const bytes = iconv.encode(sound.toString(), 'gbk')
    return bytes.subarray(0, pick(random, [bytes.length - 3, somewhere(bytes.length, random)]))
  },
  'GBK with a character cut out': (sound, random) => {
    const bytes = iconv.encode(sound.toString(), 'gbk')
    const at = somewhere(bytes.length - 1, random)
    return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)])
  },
  'two encodings': (sound) => Buffer.concat([sound, iconv.encode(sound.toString(), 'gbk')]),
  'UTF-16': (sound) => Buffer.from(`\ufeff${sound.toString()}`, 'utf16le'),
  'UTF-16 with half a character': (sound) => Buffer.from(`\ufeff${sound.toString()},\ud800,x`, 'utf16le'),
  'UTF-16 with NUL': (sound, random) =>
    Buffer.from(`\ufeff${put(sound.toString(), somewhere(sound.length, random), '\0')}`, 'utf16le'),
  'UTF-16 of an odd length': (sound) => Buffer.from(`\ufeff${sound.toString()}`, 'utf16le').subarray(0, -1),
  'NUL far down': (sound) => Buffer.concat([sound, Buffer.from(`${'\n'.repeat(70_000)}甲\0乙\n`)]),
  'a quote never closed': asText((text, random) => put(text, somewhere(text.length, random), '"')),
  'quotes everywhere': asText((text) => text.replaceAll(',', '",""')),
  'something strange in it': asText((text, random) =>
    put(text, somewhere(text.length, random), pick(random, strange)),
  ),
  'one line of 5 MB': asText(
    (text, random) => text + pick(random, ['x', ',', '"', '"",', '甲\t']).repeat(5_000_000),
  ),
  '300 columns': asText((text, random) =>
    text.replaceAll('\n', pick(random, [',', ',x', ';x']).repeat(300) + '\n'),
  ),
  '70,000 lines': asText((text, random) => text + pick(random, ['\n', 'x\n', 'x,y\n']).repeat(70_000)),
  'other line ends': asText((text, random) =>
    text.replaceAll(/\r?\n/g, pick(random, ['\r', '\n\r', '\u2028', ''])),
  ),
}

/** Of JSON: one value or one name of it is another. */
export const jsonBends: Bends = {
  'JSON with another value': asText((text, random) => {
    const values = [...text.matchAll(/(?<=:)("[^"]*"|-?\d+|true|false|null)/g)]
    const { 0: found, index } = pick(random, values)
    return put(text.slice(0, index) + text.slice(index + found.length), index, toText(hostile({}, random)))
  }),
  'JSON with another name': asText((text, random) => {
    const names = [...text.matchAll(/"[^"]*"(?=:)/g)]
    const { 0: found, index } = pick(random, names)
    const name = pick(random, ['__proto__', 'constructor', '', '\\u0000', '\\ud800', 'toString', '0'])
    return put(text.slice(0, index) + text.slice(index + found.length), index, `"${name}"`)
  }),
  'JSON without a field': asText((text, random) => {
    const { 0: found, index } = pick(random, [...text.matchAll(/"[^"]*":("[^"]*"|-?\d+|true|false|null),/g)])
    return text.slice(0, index) + text.slice(index + found.length)
  }),
  'JSON nested deeply': asText((text, random) => {
    const depth = pick(random, [30, 500, 200_000])
    return text.replace(/"rules":/, (name) => `${name}${'['.repeat(depth)}${']'.repeat(depth)},"x":`)
  }),
  'JSON with a field twice': asText((text) => text.replace(/"name":/, '"name":{},"name":')),
  'JSON with a long list': asText((text, random) =>
    text.replace(
      /"rules":\[/,
      (start) =>
        start + `${pick(random, ['{}', '[]', '1', 'null'])},`.repeat(pick(random, [300, 5_000, 400_000])),
    ),
  ),
  'JSON in UTF-16': (sound) => Buffer.from(`\ufeff${sound.toString()}`, 'utf16le'),
  'JSON after a mark': asText((text) => `\ufeff\ufeff ${text}`),
}
