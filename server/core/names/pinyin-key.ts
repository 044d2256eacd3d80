import { createRequire } from 'node:module'
import { isHan } from './name-text.ts'

// 30 MB once it has worked, so it comes with the first name, not with the server; `require`, because a key is wanted
// at once.
const load = createRequire(import.meta.url)
let library: typeof import('pinyin-pro') | undefined

/** Readings that pinyin-pro lacks, or gives otherwise than the bearers of the surname say them. */
const readings: Record<string, string> = { 𠮷: 'ji2' }
const surnameReadings: Record<string, string> = { 种: 'chong2', 能: 'nai4', 佴: 'nai4' }

type Syllable = { letters: string; tone: string }

/**
 * The syllables of a name, its first character read as a surname (曾 zeng, 单 shan, 解 xie, 欧阳 ou yang).
 * What is not Han stands as it is: each Latin word is one syllable, a character without a known reading is itself.
 */
export function syllablesOf(plain: string): Syllable[] {
  const runs = plain.match(/\p{Script=Han}+|[^\p{Script=Han}·]+/gu) ?? []
  return runs.flatMap((run, i) =>
    isHan([...run][0] ?? '') ? readHan([...run], i === 0) : [{ letters: run, tone: '0' }],
  )
}

function readHan(characters: string[], leading: boolean): Syllable[] {
  library ??= load('pinyin-pro') as typeof import('pinyin-pro')
  const spoken = library.pinyin(characters.join(''), {
    type: 'array',
    toneType: 'num',
    v: true,
    // 一 and 不 keep their own tone in a name.
    toneSandhi: false,
    surname: leading ? 'head' : 'off',
  })
  return characters.map((character, i) => {
    const own = (leading && i === 0 ? surnameReadings[character] : undefined) ?? readings[character]
    const [, letters, tone] = (own ?? spoken[i] ?? '').match(/^([a-z]+)(\d)$/) ?? []
    return letters && tone ? { letters, tone } : { letters: character, tone: '0' }
  })
}

/**
 * Syllable by syllable, then tone by tone, then the name itself: `lin,xiu,lan 242 林秀兰`. Comma and space sort before
 * every letter, so li before lin, and 李娜 before 李娜娜. ü is written u- at the end: lu, lü, luan, lüe, lun, the order
 * of the dictionaries, where `lv` would come after luo.
 */
export function pinyinKey(plain: string, syllables: readonly Syllable[]): string {
  const letters = syllables.map((s) => s.letters.replace(/^([ln])v(e?)$/, '$1u$2-'))
  return `${letters.join(',')} ${syllables.map((s) => s.tone).join('')} ${plain}`
}
