import type { Ctx, Sealer } from '../../../core/context/context.ts'
import {
  hashIdNumber,
  type Match,
  matchByIdHash,
  type RegisterLine,
  readRegister,
} from '../../members/commands.ts'
import type { FoundBranch } from '../register/branch-rules.ts'
import { findNamesakes } from '../register/same-person-rules.ts'
import { type Finding, type Held, type Judged, judgeRow } from './judge-rules.ts'
import type { FileRow } from './member-file.ts'
import * as q from './queries.ts'
import { sealRow } from './row-content.ts'
import { type NewRow, upsertRows } from './row-queries.ts'
import { inBatches } from './work.ts'

/** What a judgement of a whole file knows beyond one batch of its rows. */
export type Judging = {
  importId: string
  orgId: number
  findBranch(text: string | undefined): FoundBranch
  /** By line: whom the row's ID number belongs to. */
  matches: ReadonlyMap<number, Match>
  /** Rows whose person cannot be told from another row's. */
  namesakes: ReadonlySet<number>
  /** Members that a line is about: nobody is guessed twice. */
  claimed: Map<string, number>
}

export type Batch = readonly FileRow[]

/** Prepares the judgement of a file: looks all its ID numbers up, a thousand at a time. */
export async function prepareJudging(
  ctx: Ctx,
  found: { importId: string; orgId: number; path: string },
  rows: readonly FileRow[],
  createFinder: (branches: Awaited<ReturnType<typeof q.listBranches>>) => Judging['findBranch'],
): Promise<Judging> {
  await q.planAnew(ctx)
  const findBranch = createFinder(await q.listBranches(ctx))
  const matches = new Map<number, Match>()
  const claimed = new Map<string, number>()
  const sealer = await ctx.sealer()
  const numbered = rows.filter((row) => row.values.idNumber !== undefined && row.duplicateOf === undefined)
  for (const batch of inBatches(numbered)) {
    const hashes = batch.map((row) => hashIdNumber(sealer, row.values.idNumber ?? ''))
    const byHash = await matchByIdHash(ctx, hashes)
    for (const [index, row] of batch.entries()) {
      const match = byHash.get((hashes[index] as Buffer).toString('hex'))
      if (!match) continue
      matches.set(row.line, match)
      claimed.set(match.memberId, row.line)
    }
  }
  const { importId, orgId } = found
  return { importId, orgId, findBranch, matches, namesakes: findNamesakes(rows), claimed }
}

/** Judges a batch of rows and keeps the judgement. Five statements, however many rows. May run twice. */
export async function judgeBatch(ctx: Ctx, judging: Judging, rows: Batch): Promise<void> {
  await q.planAnew(ctx)
  const sealer = await ctx.sealer()
  const branches = new Map(rows.map((row) => [row.line, judging.findBranch(row.values.branchName)]))
  const guesses = await guessPersons(ctx, judging, rows, branches)
  const held = await readHeld(ctx, judging, rows, guesses)
  const records = rows.map((row) => {
    const branch = branches.get(row.line) as FoundBranch
    const judged = judgeRow(row, branch, findPerson(judging, row, guesses, held))
    return toRecord(sealer, judging.importId, row, judged)
  })
  await upsertRows(ctx, judging, records)
}

type Guess = { memberId: string } | 'namesake'

/** Of rows that no ID number leads anywhere: who in the branch has this name, and whether the birthday says the same. */
async function guessPersons(
  ctx: Ctx,
  judging: Judging,
  rows: Batch,
  branches: ReadonlyMap<number, FoundBranch>,
): Promise<Map<number, Guess>> {
  const open = rows.flatMap((row) => {
    const branch = branches.get(row.line)
    const { name } = row.values
    const isOpen = row.errors.length === 0 && row.duplicateOf === undefined && !judging.matches.has(row.line)
    return isOpen && branch && !('problem' in branch) && name ? [{ row, name, orgId: branch.orgId }] : []
  })
  const people = await listNamed(ctx, open)
  const guesses = new Map<number, Guess>()
  for (const { row, name, orgId } of open) {
    const guess = guessPerson(judging, row, people.get(`${orgId} ${name}`) ?? [])
    if (!guess) continue
    guesses.set(row.line, guess)
    if (guess !== 'namesake') judging.claimed.set(guess.memberId, row.line)
  }
  return guesses
}

async function listNamed(
  ctx: Ctx,
  open: readonly { name: string; orgId: number }[],
): Promise<Map<string, q.NameRow[]>> {
  if (open.length === 0) return new Map()
  const orgIds = [...new Set(open.map(({ orgId }) => orgId))]
  const rows = await q.listByName(ctx, orgIds, [...new Set(open.map(({ name }) => name))])
  const people = new Map<string, q.NameRow[]>()
  for (const row of rows) {
    const key = `${row.org_id} ${row.name}`
    people.set(key, [...(people.get(key) ?? []), row])
  }
  return people
}

function guessPerson(judging: Judging, row: FileRow, people: readonly q.NameRow[]): Guess | null {
  const { idNumber, birthOn } = row.values
  const free = people.filter((one) => {
    const by = judging.claimed.get(one.member_id)
    // Two ID numbers that differ are two persons.
    return (by === undefined || by === row.line) && !(idNumber && one.has_id)
  })
  const same = birthOn ? free.filter((one) => one.birth_on === birthOn) : []
  if (same.length === 1 && same[0]) return { memberId: same[0].member_id }
  const unsure = free.filter((one) => !birthOn || !one.birth_on || one.birth_on === birthOn)
  return unsure.length > 0 || judging.namesakes.has(row.line) ? 'namesake' : null
}

/** The lines of everybody whom these rows are about and whom the actor may read. */
async function readHeld(
  ctx: Ctx,
  judging: Judging,
  rows: Batch,
  guesses: ReadonlyMap<number, Guess>,
): Promise<Map<string, RegisterLine>> {
  const memberIds = rows.flatMap((row) => {
    const guess = guesses.get(row.line)
    if (guess && guess !== 'namesake') return guess.memberId
    const match = judging.matches.get(row.line)
    return match && match.version !== null ? match.memberId : []
  })
  if (memberIds.length === 0) return new Map()
  const lines = await readRegister(ctx, { memberIds })
  return new Map(lines.map((line) => [line.memberId, line]))
}

function findPerson(
  judging: Judging,
  row: FileRow,
  guesses: ReadonlyMap<number, Guess>,
  held: ReadonlyMap<string, RegisterLine>,
): Finding {
  const match = judging.matches.get(row.line)
  if (match) {
    const { memberId, exited } = match
    return { by: 'id', memberId, held: held.get(memberId) ?? null, exited: exited ?? false }
  }
  const guess = guesses.get(row.line)
  if (!guess) return { by: 'nobody' }
  const person: Held | undefined = guess === 'namesake' ? undefined : held.get(guess.memberId)
  return person ? { by: 'guess', held: person } : { by: 'namesake' }
}

function toRecord(sealer: Sealer, importId: string, row: FileRow, judged: Judged): NewRow {
  const { differences, memberId, ...rest } = judged
  const goesBack = judged.verdict === 'refuse' || judged.verdict === 'duplicate'
  const content = { values: row.values, differences, ...(goesBack && row.cells && { cells: row.cells }) }
  const line = row.line
  return {
    ...rest,
    subjectId: memberId,
    line,
    sealed: sealRow(sealer, { importId, line: row.line }, content),
  }
}
