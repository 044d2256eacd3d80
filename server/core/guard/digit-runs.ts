/**
 * A text as the guard reads it: its digits, plain, wide, circled or Chinese, and what stands between them. People split
 * long numbers by blanks, dashes, line ends and table cells, so a number is looked for across all of these; any other
 * character ends a run.
 */

/** How two neighbouring digits are parted: not at all; by a blank, a dash or a change of script; and so on. */
export type Gap = 'none' | 'soft' | 'line' | 'cell' | 'list'

export type Digit = {
  /** 0 to 9, or X. */
  value: string
  /** Where it stands in the text, in UTF-16 units, end excluded. */
  at: number
  end: number
  /** What parts it from the digit before it in its run; `none` at the beginning. */
  gap: Gap
  /** The very characters that part it, `\t` for a tag. */
  between: string
  isChinese: boolean
}

export type Run = readonly Digit[]

type Piece = { text: string; at: number; end: number }

/** A longer stretch of blanks or marks is layout, not a number that goes on. */
const longestGap = 40

const chinese = new Map(
  ['〇零', '一壹幺', '二贰', '三叁', '四肆', '五伍', '六陆', '七柒', '八捌', '九玖'].flatMap((row, value) =>
    [...row].map((character) => [character, String(value)] as const),
  ),
)

const soft = /^[\p{Zs}\p{Cf}\-‐‑‒–—―−_.·•/()[\]~]$/u

/** Tags and entities of HTML are one piece each, everything else is a character; what they stand for follows. */
const pieces = /<\/?[a-z][^<>]{0,300}>|&(?:#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,8});|[\s\S]/giu

function* readPieces(text: string): Generator<Piece> {
  for (const match of text.matchAll(pieces)) {
    const [whole] = match
    yield { text: readable(whole), at: match.index, end: match.index + whole.length }
  }
}

function readable(piece: string): string {
  if (piece.length > 1 && piece.startsWith('<')) return '\t'
  const code = piece.match(/^&#(x?)([0-9a-f]+);$/i)
  if (code) return fold(codePoint(Number.parseInt(code[2] ?? '', code[1] ? 16 : 10)))
  if (/^&[a-z]{2,8};$/i.test(piece)) return /^&(nbsp|[et]\w*sp|thinsp|shy|zwn?j);$/i.test(piece) ? ' ' : piece
  return fold(piece)
}

function codePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '?'
}

/** Full width, circled and mathematical digits as plain ones. A character that becomes several is left alone. */
function fold(character: string): string {
  const folded = character.normalize('NFKC')
  return [...folded].length === 1 ? folded : character
}

function gapOf(between: string): Gap | undefined {
  if (between === '') return 'none'
  if (between.length > longestGap) return undefined
  if (/[,，;；、]/.test(between)) return 'list'
  if (/[\t|｜│┃]/.test(between)) return 'cell'
  if (/[\n\r\u0085\u2028\u2029\v\f]/.test(between)) return 'line'
  return /\p{Zs}{3}/u.test(between) ? 'cell' : 'soft'
}

function isSeparator(character: string): boolean {
  return soft.test(character) || /^[\s,，;；、|｜│┃]$/u.test(character)
}

/** 一 alone between two plain digits is a dash that an input method made: 0574一88001234. */
function isDash(previous: Piece | undefined, piece: Piece, next: Piece | undefined): boolean {
  return piece.text === '一' && /^\d$/.test(previous?.text ?? '') && /^\d$/.test(next?.text ?? '')
}

export function readRuns(text: string): Run[] {
  const all = [...readPieces(text)]
  const runs: Digit[][] = []
  let run: Digit[] = []
  let between = ''
  let lastScript = ''
  const close = () => {
    if (run.length > 0) runs.push(run)
    run = []
    between = ''
  }
  all.forEach((piece, i) => {
    const dash = isDash(all[i - 1], piece, all[i + 1])
    const value = dash ? undefined : valueOf(piece.text, run)
    if (value === undefined) {
      if (dash || isSeparator(piece.text)) between += dash ? '-' : piece.text
      else close()
      return
    }
    const script = value === 'X' ? lastScript : scriptOf(text, piece)
    const parted = gapOf(between)
    if (parted === undefined) close()
    // 李三13800005678, ①13800005678: the name's 三 and the list's ① are no digits of the number.
    const gap = parted === 'none' && script !== lastScript ? 'soft' : (parted ?? 'none')
    const isFirst = run.length === 0
    run.push({
      value,
      at: piece.at,
      end: piece.end,
      gap: isFirst ? 'none' : gap,
      between: isFirst ? '' : between,
      isChinese: script === 'chinese',
    })
    between = ''
    lastScript = script
  })
  close()
  return runs
}

/** Digits of one script belong together; full width and half width are one. */
function scriptOf(text: string, { at, end }: Piece): 'plain' | 'chinese' | 'marked' {
  const written = text.slice(at, end)
  if (chinese.has(written)) return 'chinese'
  return /^[0-9０-９xXＸｘ&]/.test(written) ? 'plain' : 'marked'
}

function valueOf(character: string, run: readonly Digit[]): string | undefined {
  if (/^\d$/.test(character)) return character
  // × and ✕ are what some type for the X of an ID number; it can only end one.
  if (/^[Xx×✕Хх]$/u.test(character)) return run.length >= 17 ? 'X' : undefined
  return chinese.get(character)
}
