import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { type SchemeVersion, schemeVersion } from '../../../contract/scheme-version.ts'
import { limitDraftOf, writeLimit } from './limit-draft.ts'
import { readLimit } from './limit-words.ts'
import { putRule } from './put-rule.ts'
import { draftOf, isWritten, writeRule } from './rule-draft.ts'
import { readRule, sayLimits, sayPoints } from './rule-words.ts'
import { readFlag, readGrade } from './version-words.ts'

/** The schemes that are shipped: between them they use all that a scheme can say. */
const folder = new URL('../../../server/features/points/ready/', import.meta.url)
const versions: [string, SchemeVersion][] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, schemeVersion.parse(JSON.parse(readFileSync(new URL(name, folder), 'utf8')).version)])

test.each(versions)('%s is read aloud without a code or a hole in it', (_name, version) => {
  const said = [
    ...version.rules.map((rule) => readRule(rule, version.limits, version.validFrom, version.rules)),
    ...version.rules.map(
      (rule) => `${sayPoints(rule)}${sayLimits(rule.code, version.limits, version.rules)}`,
    ),
    ...version.limits.map((limit) => readLimit(limit, version.rules)),
    ...version.grades.map(readGrade),
    ...version.flags.map(readFlag),
  ]
  expect(said.length).toBeGreaterThan(5)
  for (const sentence of said) expect(sentence).not.toMatch(/[a-zA-Z{}[\]]|，，/)
})

test.each(versions)('%s stays the same when each of its parts is opened and put back', (_name, version) => {
  for (const rule of version.rules) {
    const written = writeRule(draftOf(rule, version.limits))
    expect(isWritten(written) && putRule(version, written)).toEqual(version)
  }
  for (const limit of version.limits) expect(writeLimit(limitDraftOf(limit))).toEqual({ limit })
})
