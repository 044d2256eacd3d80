import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SchemeVersion, schemeVersion } from '../../../../contract/scheme-version.ts'
import { schemeWords } from '../../../../contract/scheme-words.ts'
import type { Table } from '../../../core/spreadsheet/table.ts'
import { versionOf, world } from '../../../test/points-world.ts'
import { readySchemes } from '../ready/ready-schemes.ts'
import { lintVersion } from '../schemes/lint.ts'
import { checkDraft, openSchemeFile } from './read-file.ts'
import { readSheets } from './read-workbook.ts'
import { type SchemeFile, sheetsOf, writeJson, writeSchemeWorkbook } from './write-file.ts'

/** The sheets as they would be read, without packing and unpacking them. */
function asTables(file: SchemeFile): Table[] {
  return sheetsOf(file).map(({ name, columns, rows }) => ({
    sheet: name,
    rows: [columns.map(({ header }) => header), ...rows].map((cells, i) => ({
      line: i + 1,
      cells: cells.map((cell) => (cell ? { text: String(cell) } : null)),
    })),
  }))
}

const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
const who = fc.record(
  {
    stage: fc.constantFrom('full', 'probationary', 'activist'),
    post: fc.boolean(),
    partyPost: fc.boolean(),
    committee: fc.boolean(),
    groupLeader: fc.boolean(),
    over70: fc.boolean(),
    exempt: fc.boolean(),
    floating: fc.boolean(),
  },
  { requiredKeys: [] },
)
const figure = fc.integer({ min: 0, max: 1_000_000 })
const codeOf = (words: Readonly<Record<string, string>>) => fc.constantFrom(...Object.keys(words))

/** Rules of the kinds that the worlds of the engine have not. */
const moreRules = fc.record({
  matter: codeOf(schemeWords.matters),
  by: codeOf(schemeWords.assessors),
  table: fc.dictionary(codeOf(schemeWords.levels), figure, { minKeys: 1 }),
  who,
  steps: fc.constantFrom(1, 2),
  excused: fc.boolean(),
  held: maybe(fc.nat(40)),
})
const terms = fc.record({
  validTo: maybe(fc.constantFrom('2027-06-30', '2030-12-31')),
  flags: fc.array(fc.record({ below: figure, who, outcome: codeOf(schemeWords.outcomes) }), { maxLength: 3 }),
  latitude: maybe(
    fc.record({
      classes: fc.uniqueArray(codeOf(schemeWords.classes), { minLength: 1 }),
      most: fc.integer({ min: 1, max: 1_000_000 }),
    }),
  ),
  name: fc.constantFrom('积分办法', '=1+1', '“引号”、顿号；分号', "'单引号", '123'),
})

function enrich(
  version: SchemeVersion,
  more: typeof moreRules extends fc.Arbitrary<infer M> ? M : never,
  { flags, validTo, latitude }: typeof terms extends fc.Arbitrary<infer T> ? T : never,
): SchemeVersion {
  const conduct = { factKind: 'conduct', pattern: { matter: more.matter, who: more.who } }
  const approval = { needsApproval: true, approvalSteps: more.steps }
  const absence = { factKind: 'absence', pattern: { excused: more.excused } }
  const held = { factKind: 'activity-held', subject: 'organisation', pattern: { present: more.held } }
  return schemeVersion.parse({
    ...JSON.parse(JSON.stringify(version)),
    validTo: validTo ?? null,
    latitude: latitude ?? null,
    flags: flags.map((flag, i) => ({ name: `提醒${i}`, ...flag })),
    grades: [
      { name: '合格', from: -100, to: 5999 },
      { name: '五星', from: 6000 },
    ],
    rules: [
      ...JSON.parse(JSON.stringify(version.rules)),
      { code: 'M1', name: '表现', class: 'bonus', points: 250, ...conduct, ...approval },
      {
        code: 'M2',
        name: '荣誉',
        class: 'bonus',
        factKind: 'honour',
        mode: 'table',
        tableKey: 'level',
        table: more.table,
      },
      {
        code: 'M3',
        name: '评议',
        class: 'base',
        factKind: 'assessment',
        mode: 'per-unit',
        points: 100,
        pattern: { by: more.by },
      },
      { code: 'M4', name: '缺席', class: 'deduction', points: -50, ...absence },
      { code: 'M5', name: '办会', class: 'base', points: 50, ...JSON.parse(JSON.stringify(held)) },
    ],
  })
}

/** The worlds of the engine give and take as they like; here what the check of a scheme lets through. */
function makeSound(version: SchemeVersion): SchemeVersion {
  const rules = version.rules.map((rule) => ({
    ...rule,
    points: rule.class === 'deduction' ? rule.points : Math.abs(rule.points),
    ...(rule.mode === 'bands' && { factKind: 'hand-entry', pattern: {} }),
    class: rule.mode === 'clear' ? ('deduction' as const) : rule.class,
    bands: rule.bands?.map((band) => ({ ...band, points: Math.abs(band.points) })) ?? null,
  }))
  const sound = { ...version, rules, floor: null, ceiling: null, whereSilent: 'person' as const }
  const limits = sound.limits.filter((limit) => lintVersion({ ...sound, limits: [limit] }).length === 0)
  return { ...sound, limits }
}

const versions = fc.tuple(world, moreRules, terms).map(([{ schemes }, more, said]) => ({
  name: said.name,
  version: enrich(schemeVersion.parse(versionOf(schemes[0] as (typeof schemes)[number])), more, said),
}))

describe('a scheme as a file', () => {
  it('says in its cells all that a version says, whatever the check thinks of it', () => {
    fc.assert(
      fc.property(versions, (file) => {
        const { raw, problems } = readSheets(asTables(file))
        expect(problems).toEqual([])
        const { name, ...version } = raw
        expect(name).toBe(file.name)
        expect(schemeVersion.parse(version)).toEqual(file.version)
      }),
      { numRuns: 400, seed: 20261122 },
    )
  })

  it('comes back the same from a workbook and from JSON', async () => {
    let limits = 0
    await fc.assert(
      fc.asyncProperty(versions, async ({ name, version }) => {
        const file = { name, version: makeSound(version) }
        expect(lintVersion(file.version)).toEqual([])
        limits += file.version.limits.length
        for (const bytes of [await writeSchemeWorkbook(file), writeJson(file)]) {
          expect(checkDraft(await openSchemeFile(bytes), [])).toEqual({ file })
        }
      }),
      { numRuns: 8, seed: 20261122 },
    )
    // A property over schemes without limits would hold as well.
    expect(limits).toBeGreaterThan(2)
  })

  it.each(readySchemes.map((one) => [one.key, one] as const))(
    'comes back the same: %s',
    async (_key, one) => {
      const file = { name: one.name, version: one.version }
      for (const bytes of [await writeSchemeWorkbook(file), writeJson(file)]) {
        expect(checkDraft(await openSchemeFile(bytes), [])).toEqual({ file })
      }
    },
  )

  it('takes a draft apart that names what is no code, and brings it back for the check to say so', () => {
    const rule = { code: 'R1', name: '事', class: 'bonus', mode: 'table', points: 100 }
    const version = schemeVersion.parse({
      validFrom: '2027-01-01',
      rules: [
        {
          ...rule,
          factKind: 'attendance',
          pattern: { activity: 'constructor', logins: 3, who: { over70: 'yes', toString: true } },
          tableKey: 'constructor',
          table: { toString: 100 },
        },
      ],
    })
    const { raw, problems } = readSheets(asTables({ name: '草案', version }))
    expect(problems).toEqual([])
    const { name: _name, ...back } = raw
    expect(schemeVersion.parse(back)).toEqual(version)
    expect(lintVersion(version).length).toBeGreaterThan(2)
  })
})
