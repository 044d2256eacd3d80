import type { RequestOf } from '../../../contract/endpoint.ts'
import type { mergeHousehold } from '../../../contract/rounds.ts'
import { withClient } from '../../../server/core/db/embedded/roles.ts'
import type { History, Noted } from './history.ts'
import type { Heard } from './line.ts'
import type { createReference } from './model.ts'
import { readConflicts, readSheets, settleConflicts, type World } from './world.ts'

type Row = { visit_id: string; household_id: string; solace_fen: number | null; cases: number; facts: number }

const fields = ['address', 'contact', 'headCount'] as const

async function readVisits({ test }: World, ids: readonly string[]): Promise<Map<string, Row[]>> {
  const rows = await withClient(test.database.adminUrl, async (client) => {
    const answer = await client.query<Row>(
      `select v.visit_id, v.household_id, v.solace_fen,
         (select count(*)::int from cases c where c.county_id = v.county_id and c.case_id = v.case_id) as cases,
         (select count(*)::int from facts f where f.county_id = v.county_id and f.source_kind = 'visit'
            and f.source_id = v.visit_id) as facts
       from visits v where v.visit_id = any($1)`,
      [ids],
    )
    return answer.rows
  })
  const byId = new Map<string, Row[]>()
  for (const row of rows) byId.set(row.visit_id, [...(byId.get(row.visit_id) ?? []), row])
  return byId
}

const isPromised = ({ outcome }: { outcome: string }) => outcome === 'done' || outcome === 'kept'

/** Faults in what became of one visit number: what people were told must be what is on record, once. */
function judgeVisit(noted: readonly Noted[], rows: readonly Row[], refused: ReadonlySet<string>): string[] {
  const [first] = noted
  const id = first?.visit.visitId ?? ''
  const [row] = rows
  const faults: string[] = []
  if (rows.length > 1) faults.push(`visit ${id} is there ${rows.length} times`)
  const contents = new Set(noted.map(({ visit }) => visit.solace?.fen))
  const wasPromised = noted.some(isPromised)
  if (wasPromised && !row) faults.push(`visit ${id} was promised and is lost`)
  if (row && !contents.has(row.solace_fen ?? undefined)) faults.push(`visit ${id} has another's content`)
  if (row && row.cases !== (first?.visit.demand ? 1 : 0)) faults.push(`visit ${id} has ${row.cases} cases`)
  if (row && row.facts !== 1) faults.push(`visit ${id} has ${row.facts} facts`)
  // Changed in the other tab before it was sent, the later goes, also from a tab that died when it had put it there; after
  // that, the person is told.
  const last = noted.findLastIndex(isPromised)
  const mayStand = noted.slice(last).map(({ visit }) => visit.solace?.fen)
  if (row && last >= 0 && !mayStand.includes(row.solace_fen ?? undefined) && !refused.has(id)) {
    const told = noted.map(({ outcome, visit }) => `${outcome} ${visit.solace?.fen}`).join(', ')
    faults.push(`visit ${id} lost a content in silence: ${told}; on record is ${row.solace_fen}`)
  }
  return faults
}

async function judgeVisits(world: World, history: History, refused: ReadonlySet<string>): Promise<string[]> {
  const byId = new Map<string, Noted[]>()
  for (const noted of history.visits)
    byId.set(noted.visit.visitId, [...(byId.get(noted.visit.visitId) ?? []), noted])
  const rows = await readVisits(world, [...byId.keys()])
  return [...byId].flatMap(([id, noted]) => judgeVisit(noted, rows.get(id) ?? [], refused))
}

type MergeAnswer = { version: number; merged: string[]; conflicts: { conflictId: string; field: string }[] }
type Taken = {
  id: string
  version: number
  merged: boolean
  answer?: MergeAnswer
  seen: number
  of: Pick<History['changes'][number], 'by' | 'householdId' | 'field' | 'value'>
}

function mergesOf(heard: readonly Heard[]): Heard[] {
  return heard.filter(({ url, status }) => url.endsWith('/merges') && status === 200)
}

/** The answers to each change, however often it was sent: they must be one. */
function answersOf(world: World): { byId: Map<string, MergeAnswer>; faults: string[] } {
  const byId = new Map<string, MergeAnswer>()
  const faults: string[] = []
  for (const { key, answer } of world.phones.flatMap(({ line }) => mergesOf(line.heard))) {
    const before = byId.get(key)
    if (before && JSON.stringify(before) !== JSON.stringify(answer))
      faults.push(`change ${key} was answered in two ways`)
    byId.set(key, answer as MergeAnswer)
  }
  return { byId, faults }
}

/** As a person is shown it who is asked. */
function inWords({ field, value }: Pick<History['changes'][number], 'field' | 'value'>): string {
  return field === 'headCount' ? `${value} 人` : String(value)
}

type MergeBody = RequestOf<typeof mergeHousehold>['body']

/** What was on the screen of a tab that died before it could say so is what it sent. */
function seenOf(world: World, id: string, seen: number): number {
  if (seen >= 0) return seen
  const sent = world.phones.flatMap(({ line }) => line.heard).find(({ key }) => key === id)
  return (sent?.body as MergeBody | undefined)?.version ?? 0
}

/**
 * In the order in which the server took them. Of those that say one version of a household the first has made it: it alone
 * gave its field another value, knowing the one before; whoever gave it the same need not have known. A conflict comes before
 * a value that was given once more, which would have told its person of what stands there.
 */
function* inOrder(taken: readonly Taken[], { wouldMake }: ReturnType<typeof createReference>) {
  const rest = [...taken].sort((a, b) => a.version - b.version || rankOf(a) - rankOf(b))
  while (rest.length > 0) {
    const { version } = rest[0] as Taken
    const made = rest.findIndex(
      (one) => one.version === version && one.merged && wouldMake({ ...one.of, seen: one.seen }),
    )
    yield rest.splice(Math.max(0, made), 1)[0] as Taken
  }
}

const rankOf = ({ merged }: Taken) => Number(merged)

async function judgeChanges(world: World, history: History, refused: ReadonlySet<string>): Promise<string[]> {
  const { byId, faults } = answersOf(world)
  const { reference } = world
  for (const [id, sheet] of history.begun)
    for (const field of fields) reference.begin(id, field, sheet[field], sheet.version)
  for (const told of history.changes)
    if (isPromised(told) && !byId.has(told.id) && !refused.has(told.id))
      faults.push(`change ${told.id} was promised and is lost`)
  const taken: Taken[] = [
    ...history.desk.map((of) => ({ id: of.id, version: of.version, merged: true, seen: of.seen, of })),
    ...history.changes.flatMap((of) => {
      const answer = byId.get(of.id)
      if (!answer) return []
      const seen = seenOf(world, of.id, of.seen)
      const merged = answer.conflicts.length === 0
      return [{ id: of.id, version: answer.version, merged, answer, seen, of }]
    }),
  ]
  const expected: string[] = []
  const trail: string[] = []
  for (const one of inOrder(taken, reference)) {
    const { id, version, answer, seen, of } = one
    trail.push(sayTaken(one, world))
    const said = answer && (answer.conflicts.length > 0 ? 'conflict' : 'merged')
    const doubts = { isFull: history.full.has(of.by), wasAsked: said === 'conflict' }
    const verdict = reference.take({ ...of, id, seen }, version, doubts)
    if (said && said !== verdict)
      faults.push(
        `change ${id} of ${of.field} by ${of.by}, who saw ${seen}: ${said}, the model says ${verdict}`,
      )
    if (said === 'conflict') expected.push(`${of.householdId} ${of.field} ${inWords(of)}`)
  }
  const sheets = await readSheets(world)
  for (const [id, sheet] of sheets)
    for (const field of fields)
      if (sheet[field] !== reference.valueOf(id, field))
        faults.push(`${id} ${field} is ${sheet[field]}, the model says ${reference.valueOf(id, field)}`)
  const found = (await readConflicts(world)).map((one) => `${one.householdId} ${one.field} ${one.brought}`)
  for (const one of expected) if (!found.includes(one)) faults.push(`a conflict was lost: ${one}`)
  return faults.length > 0 ? [...faults, `in this order: ${trail.join('; ')}`] : faults
}

/** One line of what came to pass, for whoever looks into a fault. */
function sayTaken({ id, version, merged, seen, of }: Taken, world: World): string {
  const sent = world.phones.flatMap(({ line }) => line.heard).find(({ key }) => key === id)
  const base = (sent?.body as MergeBody | undefined)?.version
  const { by, householdId, field, value } = of
  return `${by} ${householdId.slice(-4)} ${field}=${value} saw ${seen} sent ${base} -> ${merged ? 'merged' : 'conflict'} ${version}`
}

/** Faults of a history against the model; nothing when all is as it should be. Leaves the world clean for the next. */
export async function judgeHistory(world: World, history: History): Promise<string[]> {
  const faults: string[] = []
  const refused = new Set<string>()
  for (const phone of world.phones) {
    const kept = await phone.in(1, 'kept')
    if (kept === 'killed') return ['the tab died by itself']
    for (const item of kept) {
      if (item.refused) refused.add(item.id)
      else faults.push(`${item.id} is still on the phone of ${phone.name}`)
      if (item.code === 'device.unreadable') faults.push(`${item.id} cannot be read`)
    }
    const carried = await phone.in(1, 'carried')
    if (carried === 'killed' || world.householdIds.some((id) => !carried.includes(id)))
      faults.push(`the phone of ${phone.name} lost households`)
    await phone.in(1, 'clear')
  }
  faults.push(...(await judgeVisits(world, history, refused)))
  faults.push(...(await judgeChanges(world, history, refused)))
  await settleConflicts(world)
  return faults
}
