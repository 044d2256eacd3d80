export type FoundName = {
  name: string
  /** Where it begins in the text, in UTF-16 units, and how far it goes with what splits it. */
  at: number
  length: number
}

/** Names of persons that a text is looked through for: of Chinese characters, with a dot between the parts of some. */
const shortest = 2
const longest = 12
const longestUndotted = 4
const dot = '·'
const isName = new RegExp(`^\\p{Script=Han}[\\p{Script=Han}${dot}]{0,${longest - 2}}\\p{Script=Han}$`, 'u')

/** The dot of 买买提·阿不都 as keyboards write it. */
const dots = /^[·•‧・･.]$/u

type Character = { char: string; at: number; end: number }

/** The characters of a text but for what splits a name without being read: 王 阿　根. */
function readCharacters(text: string): Character[] {
  const characters: Character[] = []
  let at = 0
  for (const char of text) {
    if (!/[\s\p{Cf}]/u.test(char)) characters.push({ char: readChar(char), at, end: at + char.length })
    at += char.length
  }
  return characters
}

function readChar(char: string): string {
  const plain = char.normalize('NFKC')
  return dots.test(plain) ? dot : plain
}

function wordAt(characters: readonly Character[], from: number, length: number): string | null {
  const word = characters
    .slice(from, from + length)
    .map(({ char }) => char)
    .join('')
  return isName.test(word) && [...word].length === length ? word : null
}

/** Every stretch of the text that could be somebody's name, each once: what a register is asked about. */
export function wordsLikeNames(text: string): string[] {
  const characters = readCharacters(text)
  const words = new Set<string>()
  for (let from = 0; from < characters.length; from += 1) {
    for (let length = shortest; length <= longest; length += 1) {
      const word = wordAt(characters, from, length)
      if (word) words.add(word)
    }
  }
  return [...words]
}

/**
 * Known names in a text that is about to be published, in the order of the text; of two at one place the longer. It cannot
 * tell a name from a word that is written alike: who writes puts it in other words.
 */
export function findNames(text: string, known: ReadonlySet<string>): FoundName[] {
  const characters = readCharacters(text)
  const found: FoundName[] = []
  for (let from = 0; from < characters.length; from += 1) {
    const name = longestAt(characters, from, known)
    const [first, last] = [characters[from], characters[from + [...(name ?? '')].length - 1]]
    if (!name || !first || !last) continue
    found.push({ name, at: first.at, length: last.end - first.at })
    from += [...name].length - 1
  }
  return found
}

function longestAt(
  characters: readonly Character[],
  from: number,
  known: ReadonlySet<string>,
): string | null {
  for (let length = longest; length >= shortest; length -= 1) {
    const word = wordAt(characters, from, length)
    if (word && known.has(word)) return word
  }
  return null
}

/** 王阿根 as it may be published: 王某某. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name
  return first + rest.map((char) => (char === dot ? dot : '某')).join('')
}

export function maskNames(text: string, found: readonly FoundName[]): string {
  return found.reduceRight(
    (masked, { name, at, length }) => masked.slice(0, at) + maskName(name) + masked.slice(at + length),
    text,
  )
}

/**
 * The name in what somebody typed as one, 王 阿根（长子） among it; null where it is none of that kind. Without a dot a
 * fifth character belongs to other words: 户主王阿根.
 */
export function nameIn(typed: string): string | null {
  const inner = typed.normalize('NFKC').replace(/\([^)]*\)/g, '')
  const bare = readCharacters(inner)
    .map(({ char }) => char)
    .join('')
  return isName.test(bare) && (bare.includes(dot) || [...bare].length <= longestUndotted) ? bare : null
}
