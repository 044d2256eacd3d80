import { Problem } from '../../../core/errors/problem.ts'
import { sayLines } from './state-rules.ts'

type Named = { line: number; memberId: string }

/** A refusal that names members names lines of the file instead: what the person who imports has before them. */
export async function namingLines<T>(rows: readonly Named[], work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw inLines(rows, error)
  }
}

function inLines(rows: readonly Named[], error: unknown): unknown {
  if (!(error instanceof Problem) || !Array.isArray(error.details?.memberIds)) return error
  const memberIds = new Set<unknown>(error.details.memberIds)
  const lines = rows.filter((row) => memberIds.has(row.memberId)).map((row) => row.line)
  return refuseLines(error.code, lines, error.message)
}

/** The refusal of a whole import because of some of its lines. */
export function refuseLines(code: Problem['code'], lines: readonly number[], message: string): Problem {
  const sentence = sentences[code]?.(sayLines(lines)) ?? `${sayLines(lines)}：${message}`
  return new Problem(code, { message: sentence, details: { lines } })
}

const sentences: Partial<Record<Problem['code'], (lines: string) => string>> = {
  'version.stale': (lines) => `${lines}的人刚被改过，一行也没有写入。请点“重新核对”再看。`,
  'not-found': (lines) => `${lines}的人已经不在这里了，一行也没有写入。请点“重新核对”再看。`,
  'state.wrong': (lines) => `${lines}的人已经离开，一行也没有写入。请点“重新核对”再看。`,
  'conflict.duplicate': (lines) =>
    `${lines}的身份证号在别处登记了，一行也没有写入。请点“重新核对”；还是这样，就把这几行改成不收。`,
}
