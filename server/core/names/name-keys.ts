import { plainName } from './name-text.ts'
import { pinyinKey, syllablesOf } from './pinyin-key.ts'
import { strokeKey } from './stroke-key.ts'

export type NameKeys = {
  /** Order of working lists, by collation "C". */
  pinyin: string
  /** First letters, lower case, for search: `lxl` for 林秀兰. A character without a reading stands for itself. */
  initials: string
  /** Order of published lists (姓氏笔画), by collation "C". */
  strokes: string
}

/**
 * The sort keys that are stored beside a name, since no collation of ICU is right for Chinese names: it reads 曾, 单 and
 * 解 wrong as surnames, and its order of strokes puts 方 before 王. Any text is accepted, none throws.
 * The first call loads the dictionaries (about 0.2 s and 30 MB).
 */
export function nameKeys(name: string): NameKeys {
  const plain = plainName(name)
  const syllables = syllablesOf(plain)
  return {
    pinyin: pinyinKey(plain, syllables),
    initials: syllables.map((s) => [...s.letters][0] ?? '').join(''),
    strokes: strokeKey(plain),
  }
}
