export type SqlToken = {
  kind: 'space' | 'comment' | 'quoted' | 'word' | 'open' | 'close' | 'semicolon' | 'other'
  text: string
  at: number
}

/**
 * What may hide a semicolon, by the lexical rules of PostgreSQL (manual, 4.1), tried in this order at each
 * place. A word is taken whole, so that the `$` in `a$b$` opens nothing and only a lone E begins E'…',
 * in which a backslash counts.
 */
const lexemes = [
  ['space', /\s+/u],
  ['comment', /--[^\n]*/u],
  ['quoted', /[eE]'[^'\\]*(?:(?:\\[^]|'')[^'\\]*)*'/u],
  ['quoted', /'[^']*(?:''[^']*)*'/u],
  ['quoted', /"[^"]*(?:""[^"]*)*"/u],
  ['quoted', /(\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)[^]*?\1/u],
  ['word', /[\p{L}_][\p{L}\p{N}_$]*/u],
  ['open', /\(/u],
  ['close', /\)/u],
  ['semicolon', /;/u],
  ['other', /[^]/u],
] as const

const stickies = lexemes.map(([kind, pattern]) => ({ kind, pattern: new RegExp(pattern.source, 'uy') }))

/** Every character of the text in one token or another. Throws if a quote or a comment is not closed. */
export function* tokenize(sql: string): Generator<SqlToken> {
  let at = 0
  while (at < sql.length) {
    const token = sql.startsWith('/*', at) ? readNestedComment(sql, at) : readLexeme(sql, at)
    yield token
    at += token.text.length
  }
}

function readLexeme(sql: string, at: number): SqlToken {
  for (const { kind, pattern } of stickies) {
    pattern.lastIndex = at
    const text = pattern.exec(sql)?.[0]
    if (text === undefined) continue
    // A quote that is read as a mere character has no other end.
    if (
      kind === 'other' &&
      (text === "'" || text === '"' || /^\$(?:[\p{L}_]\w*)?\$/u.test(sql.slice(at, at + 64)))
    )
      throw unclosed(sql, at, text)
    return { kind, text, at }
  }
  throw unclosed(sql, at, '')
}

/** Unlike those of C, comments of SQL nest. */
function readNestedComment(sql: string, at: number): SqlToken {
  const marks = /\/\*|\*\//gu
  marks.lastIndex = at
  let depth = 0
  for (let mark = marks.exec(sql); mark; mark = marks.exec(sql)) {
    depth += mark[0] === '/*' ? 1 : -1
    if (depth === 0) return { kind: 'comment', text: sql.slice(at, marks.lastIndex), at }
  }
  throw unclosed(sql, at, '/*')
}

function unclosed(sql: string, at: number, what: string): Error {
  return new Error(`line ${lineAt(sql, at)}: ${what} is not closed`)
}

/** Counted from 1. */
export function lineAt(sql: string, at: number): number {
  return sql.slice(0, at).split('\n').length
}
