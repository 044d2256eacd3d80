import type { FastifyRequest } from 'fastify'
import { Problem } from '../errors/problem.ts'

/** Deeper than anything that an endpoint asks for; JSON.stringify and PostgreSQL give up at some thousands. */
const deepest = 24

// With the flag `u` a whole pair is one character; what is left of this kind is half a pair.
const unsound = /[\0\p{Surrogate}]/u

type Place = { value: unknown; path: readonly string[] }

/**
 * Refuses what no column can hold wherever in a request it stands: NUL, half a surrogate pair, and nesting without end.
 * Runs before the schemas, so that none of them has to think of it.
 */
export async function demandSound({ params, query, body }: FastifyRequest): Promise<void> {
  for (const [name, value] of Object.entries({ params, query, body })) demandSoundValue(value, name)
}

/** The same of one value, wherever it was read from. */
export function demandSoundValue(sent: unknown, name: string): void {
  const open: Place[] = [{ value: sent, path: [name] }]
  for (let place = open.pop(); place; place = open.pop()) {
    const { value, path } = place
    if (typeof value === 'string') demandText(value, path)
    if (typeof value !== 'object' || value === null || Buffer.isBuffer(value)) continue
    if (path.length > deepest) throw refusal(path.slice(0, 4), '这一项一层套一层，太深了，请重新填写。')
    for (const [key, inner] of Object.entries(value)) {
      demandText(key, path)
      open.push({ value: inner, path: [...path, key] })
    }
  }
}

function demandText(text: string, path: readonly string[]): void {
  if (unsound.test(text)) throw refusal(path, '这一项里有不能用的字符，请删掉再试。')
}

function refusal(path: readonly string[], message: string): Problem {
  return new Problem('input.invalid', { field: path.join('.'), message })
}
