import { isCode, isTest } from './project-files.ts'

export type Finding = { path: string; line: number; says: string }

type Word = { pattern: RegExp; says: string; where?: (path: string) => boolean }

const pureRoom = (path: string) => /\/(?:[\w-]+-)?(?:rules|policy|present)(?:-[\w-]+)?\.ts$/.test(path)

/** What must not be handed in. One letter of each stands in brackets, or this file would find itself. */
const words: readonly Word[] = [
  { pattern: /\b(?:TO[D]O|FI[X]ME|X[X]X)\b/, says: 'do it, or leave it out' },
  { pattern: /@ts-(?:ignor[e]|nochec[k])/, says: 'a type error is mended, not silenced' },
  { pattern: /\bas an[y]\b(?=\s*(?:[;,.)\]}]|$))/, says: 'say what it is, or unknown', where: isCode },
  { pattern: /\b(?:it|test|describe)\.onl[y]\(/, says: 'the other tests would not run', where: isTest },
  {
    pattern: /\b(?:it|test|describe)\.(?:ski[p](?:If)?|tod[o])\(/,
    says: 'a test runs, or is not there',
    where: isTest,
  },
  { pattern: /(?<![\w.:/])\/(?:work|home|Users|farm)\/\w|[A-Z]:\\\\?Users\\/, says: 'a path of one machine' },
  {
    pattern: /\bnew Date\(\)|\bDate\.now\(\)/,
    says: 'rules and policy are told the time, they do not ask',
    where: pureRoom,
  },
]

/** A mechanism of the sources: document 000 to 004, row of two digits. */
const mechanism = /^00[0-4]-\d{2}$/
const opensTest = /\b(?:it|test|describe)\b[.(]/
const literal = /(['"`])((?:(?!\1).)*)\1/g
const bracketed = /\[(\d[\d\s/.,]*-[\d\s/.,-]*)\]/g
const bare = /(?<![[\d-])00\d-\d{1,3}(?![\]\d-])/

/** Words that must not appear, and names of tests whose mechanism would not be counted. */
export function findWords(path: string, text: string): Finding[] {
  const applying = words.filter(({ where }) => where?.(path) ?? true)
  return text.split('\n').flatMap((content, at) => {
    const found = applying.filter(({ pattern }) => pattern.test(content)).map(({ says }) => says)
    const names = isTest(path) ? judgeTitle(content) : []
    return [...found, ...names].map((says) => ({
      path,
      line: at + 1,
      says: `${says}: ${content.trim().slice(0, 100)}`,
    }))
  })
}

/** A title may stand on a line of its own, so every text counts; only a title may not bear an id without brackets. */
function judgeTitle(content: string): string[] {
  const texts = [...content.matchAll(literal)].map((match) => match[2] ?? '')
  const title = opensTest.test(content)
  const wrong = texts.some((text) => {
    const ids = [...text.matchAll(bracketed)].map((match) => match[1] ?? '')
    return ids.some((id) => !mechanism.test(id) && (title || /^\d\d/.test(id))) || (title && bare.test(text))
  })
  return wrong ? ['a mechanism is written [001-05]'] : []
}
