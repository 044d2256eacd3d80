import { parseSync, Visitor } from 'oxc-parser'
import { isTest } from './project-files.ts'
import type { Finding } from './text-rules.ts'

/** Lines: above `look` is said, above `split` fails. */
export const fileLimits = { look: 250, split: 400 }
export const functionLimits = { look: 40, split: 80 }

export type Sizes = { looked: Finding[]; split: Finding[] }

/** Files and functions that grew too long. Functions of tests are lists of cases and are not measured. */
export function measure(path: string, text: string): Sizes {
  const lines = text.trimEnd().split('\n').length
  const functions = isTest(path) ? [] : listFunctions(path, text)
  return {
    looked: [
      ...report(path, 1, 'the file', lines, fileLimits.look, fileLimits.split),
      ...functions.flatMap(({ line, length }) =>
        report(path, line, 'a function', length, functionLimits.look, functionLimits.split),
      ),
    ],
    split: [
      ...report(path, 1, 'the file', lines, fileLimits.split),
      ...functions.flatMap(({ line, length }) =>
        report(path, line, 'a function', length, functionLimits.split),
      ),
    ],
  }
}

function report(
  path: string,
  line: number,
  what: string,
  length: number,
  above: number,
  upTo = Number.POSITIVE_INFINITY,
): Finding[] {
  return length > above && length <= upTo
    ? [{ path, line, says: `${what} has ${length} lines, more than ${above}` }]
    : []
}

function listFunctions(path: string, text: string): { line: number; length: number }[] {
  const found: { line: number; length: number }[] = []
  const lineAt = (offset: number) => text.slice(0, offset).split('\n').length
  const add = ({ start, end }: { start: number; end: number }) => {
    const line = lineAt(start)
    found.push({ line, length: lineAt(end) - line + 1 })
  }
  const visitor = new Visitor({
    FunctionDeclaration: add,
    FunctionExpression: add,
    ArrowFunctionExpression: add,
  })
  visitor.visit(parseSync(path, text).program)
  return found
}
