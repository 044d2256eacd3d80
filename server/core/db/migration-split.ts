import { lineAt, type SqlToken, tokenize } from './migration-tokens.ts'

export type SqlStatement = {
  /** Without the closing semicolon. */
  text: string
  /** Where it begins in the file, counted from 1. */
  line: number
}

/**
 * Splits a file into its statements: one query call must hold one DDL statement (Citus). A semicolon in a
 * quote, a comment, parentheses (CREATE RULE) or a body BEGIN ATOMIC … END ends nothing.
 * Throws if a quote or a comment is not closed.
 */
export function splitStatements(sql: string): SqlStatement[] {
  const statements: SqlStatement[] = []
  let tokens: SqlToken[] = []
  const depth = newDepth()
  const finish = (end: number) => {
    const first = tokens[0]
    if (first) statements.push({ text: sql.slice(first.at, end).trimEnd(), line: lineAt(sql, first.at) })
    tokens = []
    Object.assign(depth, newDepth())
  }
  for (const token of tokenize(sql)) {
    if (token.kind === 'semicolon' && depth.parentheses === 0 && depth.blocks === 0) finish(token.at)
    else if (token.kind !== 'space' && token.kind !== 'comment') {
      tokens.push(token)
      count(token, depth)
    }
  }
  finish(sql.length)
  return statements
}

/** How deep inside parentheses and blocks, and the first words, which tell what the statement is. */
type Depth = { parentheses: number; blocks: number; words: string[]; previous: string }

function newDepth(): Depth {
  return { parentheses: 0, blocks: 0, words: [], previous: '' }
}

function count(token: SqlToken, depth: Depth): void {
  if (token.kind === 'open') depth.parentheses += 1
  if (token.kind === 'close') depth.parentheses = Math.max(0, depth.parentheses - 1)
  const word = token.kind === 'word' ? token.text.toLowerCase() : ''
  if (word && depth.words.length < 4) depth.words.push(word)
  if (isRoutine(depth.words)) {
    if (depth.previous === 'begin' && word === 'atomic') depth.blocks = 1
    // CASE has an END of its own.
    else if (depth.blocks > 0 && word === 'case') depth.blocks += 1
    else if (depth.blocks > 0 && word === 'end') depth.blocks -= 1
  }
  depth.previous = word
}

function isRoutine(words: readonly string[]): boolean {
  return words[0] === 'create' && (words.includes('function') || words.includes('procedure'))
}

/** Words that would end or open the transaction that the runner has opened around the file. */
const transactionWords = new Set([
  'begin',
  'start',
  'commit',
  'end',
  'rollback',
  'abort',
  'savepoint',
  'release',
  'prepare',
])

export function controlsTransaction(statement: SqlStatement): boolean {
  const first = /^[a-z]+/i.exec(statement.text)?.[0].toLowerCase() ?? ''
  return transactionWords.has(first)
}
