import { isHan } from './name-text.ts'
import { strokesOf } from './stroke-table.ts'
import { surnameLength } from './surnames.ts'

/**
 * The key of 姓氏笔画 order; byte order is the order of published lists:
 * the surname's characters, then 单名 before 双名, then the given name's characters.
 *
 * One character is: its number of strokes; its strokes in their order, 横 竖 撇 点 折, two to a letter; itself. So
 * 王 (横横竖横) comes before 方 (点横折撇), and 田 and 由, written alike, still keep their bearers apart. The national
 * order breaks that last tie by the build of the characters, for which there is no data; here it is the code point.
 */
export function strokeKey(plain: string): string {
  const characters = [...plain.replaceAll('·', '')]
  const surname = surnameLength(characters)
  const given = characters.slice(surname)
  const length = String.fromCharCode(0x30 + Math.min(given.length, 70))
  // A space sorts before every character's key: 欧 (one character) before 欧阳.
  return `${characters.slice(0, surname).map(keyOf).join('')} ${length}${given.map(keyOf).join('')}`
}

/** What has no known number of strokes comes after every character that has one. */
const unknown = '~'

function keyOf(character: string): string {
  const strokes = isHan(character) ? strokesOf(character) : undefined
  if (!strokes) return unknown + character
  const count = String.fromCharCode(0x30 + strokes.count)
  return count + (strokes.order ? packPairs(strokes.order) : unknown) + character
}

/** '1121' → two letters out of a to y. Halves what every row stores; an odd last stroke is paired with a 横. */
function packPairs(order: string): string {
  let packed = ''
  for (let i = 0; i < order.length; i += 2) {
    const first = Number(order[i]) - 1
    const second = Number(order[i + 1] ?? 1) - 1
    packed += String.fromCharCode(0x61 + first * 5 + second)
  }
  return packed
}
