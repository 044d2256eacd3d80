import type pg from 'pg'
import { scale } from '../../../contract/assessment-terms.ts'
import { boardSnapshot } from '../../../contract/boards.ts'
import { paperForm } from '../../../contract/minutes.ts'
import { readyElectionRule } from '../../../contract/quorum-templates.ts'
import { selectionSnapshot } from '../../../contract/selections.ts'
import { demandOf } from '../../../contract/worklist-shapes.ts'
import { newId } from '../../core/ids.ts'
import { appraisalProcedure } from '../../features/appraisals/procedure.ts'
import { assessmentProcedure } from '../../features/assessments/procedure.ts'
import { publicationProcedure } from '../../features/boards/procedure.ts'
import { pleaProcedure } from '../../features/duties/procedure.ts'
import { claimProcedure } from '../../features/hand-entries/procedure.ts'
import { talkProcedure } from '../../features/laggards/procedure.ts'
import { objectionProcedure } from '../../features/objections/procedure.ts'
import { selectionProcedure } from '../../features/selections/procedure.ts'
import type { Table } from './catalogue.ts'
import { plausible, schemaOf } from './plausible.ts'

export type Row = Record<string, unknown>
export type Planted = Map<string, Row>
export type Owner = { county: number; orgId: number; memberId: string; accountId: string }

/** What a column must hold for the product to read its row at all; everything else follows from its type and checks. */
const chosen: Record<string, unknown> = {
  'activities.starts_at': '09:00',
  'activities.kind': 'members-assembly',
  'activities.segments': '[]',
  'activities.outputs': '[]',
  'agenda_templates.kind': 'members-assembly',
  'agenda_templates.items': '[]',
  'assessments.questions': '[]',
  'assessments.scale': JSON.stringify(plausible('', schemaOf(scale), () => undefined)),
  'cases.sort': 'complaint',
  'elections.terms': JSON.stringify(readyElectionRule.terms),
  'election_rounds.votes': '[]',
  'grid_drawings.corners': '[]',
  'grid_drawings.dots': '[]',
  'group_duties.pattern': '{"activity":"members-assembly"}',
  'group_duty_kinds.pattern': '{"activity":"members-assembly"}',
  'imports.summary': '[]',
  'import_rows.problems': '[]',
  'meeting_counts.excluded': '[]',
  'meeting_counts.without_vote': '[]',
  'meeting_rules.kind': 'election',
  'meeting_rules.terms': JSON.stringify(readyElectionRule.terms),
  'member_kin.relation': 'spouse',
  'minutes_forms.form': JSON.stringify(plausible('', schemaOf(paperForm), () => undefined)),
  'motions.position': 0,
  'plan_items.rrule': 'FREQ=MONTHLY;BYMONTHDAY=10',
  'plan_templates.entries': '[]',
  'plan_templates.stages': '[]',
  'pair_talks.matter': 'work',
  'publications.snapshot': JSON.stringify(plausible('', schemaOf(boardSnapshot), () => undefined)),
  'requirements.patterns': '[{"activity":"members-assembly"}]',
  'requirements.org_kinds': '{branch}',
  'requirements.fact_kind': 'activity-held',
  'selection_ballots.tallies': '[]',
  'selection_lists.snapshot': JSON.stringify(plausible('', schemaOf(selectionSnapshot), () => undefined)),
  'worklists.menus': '[]',
  'worklist_items.demand': JSON.stringify(plausible('', schemaOf(demandOf), () => undefined)),
}

/** May be empty, but not together with what else is. */
const meant = new Set(['duty_logs.team_id'])

const procedures = {
  appraisals: appraisalProcedure,
  assessments: assessmentProcedure,
  publications: publicationProcedure,
  duty_pleas: pleaProcedure,
  hand_entries: claimProcedure,
  talk_cases: talkProcedure,
  objections: objectionProcedure,
  selections: selectionProcedure,
}

let count = 900_000
const next = () => (count += 1)

/**
 * One row of this organisation in every tenant table, so that whatever an address names is there. They refer to each other
 * as the tables demand, and hold nothing that makes sense beyond that: what is asked of them is who may reach them. More
 * of it refers to itself, or with `under` to what was planted before.
 */
export async function plant(
  client: pg.Client,
  tables: readonly Table[],
  owner: Owner,
  more?: { before: Planted; under: boolean },
): Promise<Planted> {
  const planted: Planted = new Map()
  for (const table of tables) {
    const row = { ...referencesOf(table, owner, more?.under ? more.before : planted) }
    const procedure = procedures[table.name as keyof typeof procedures]
    if (procedure) row['procedure_id'] = await openProcedure(client, owner, procedure)
    for (const column of table.columns) row[column.name] ??= valueOf(table, column, owner)
    // A county has one of some, whichever organisation wrote it down.
    planted.set(table.name, (await insert(client, table, row)) ?? more?.before.get(table.name) ?? row)
  }
  if (!more) await joinDuty(client, owner, planted)
  return planted
}

/** Derived, and so without a foreign key; and yet what is owed is owed by a requirement. */
async function joinDuty(client: pg.Client, { county, orgId }: Owner, planted: Planted): Promise<void> {
  const requirementId = planted.get('requirements')?.['requirement_id']
  await client.query('update duties set requirement_id = $1 where county_id = $2 and org_id = $3', [
    requirementId,
    county,
    orgId,
  ])
  planted.set('duties', { ...planted.get('duties'), requirement_id: requirementId })
}

async function openProcedure(
  client: pg.Client,
  { county, orgId, memberId, accountId }: Owner,
  { kind, opening }: { kind: string; opening: { state: string } },
): Promise<string> {
  const procedureId = newId()
  await client.query(
    `insert into procedures (county_id, procedure_id, kind, subject_id, org_id, member_id, state, opened_by, opened_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, '2026-11-10T09:00:00+08:00', 1)`,
    [county, procedureId, kind, newId(), orgId, memberId, opening.state, accountId],
  )
  return procedureId
}

/** The county, organisation and member are the owner's; of other tables it is the row that was planted before. */
function referencesOf(table: Table, owner: Owner, planted: Planted): Row {
  const own: Row = { county_id: owner.county, org_id: owner.orgId, member_id: owner.memberId }
  const row: Row = {}
  for (const { name, type } of table.columns) if (name in own && type !== 'bytea') row[name] = own[name]
  for (const reference of table.references) {
    const target = planted.get(reference.table)
    for (const [at, column] of reference.columns.entries()) {
      const isNeeded =
        meant.has(`${table.name}.${column}`) ||
        table.columns.some(({ name, needed }) => name === column && needed)
      if (row[column] !== undefined || !isNeeded) continue
      if (reference.table === 'members') row[column] = owner.memberId
      else if (reference.table === 'accounts') row[column] = owner.accountId
      else if (reference.table === 'organisations') row[column] = owner.orgId
      else row[column] = target?.[reference.targets[at] ?? '']
    }
  }
  return row
}

function valueOf(table: Table, { name, type, needed }: Table['columns'][number], owner: Owner): unknown {
  // The alphabet of codes is narrower than that of names.
  if (name === 'code' && type === 'text') return `code-${next()}`
  const choice = chosen[`${table.name}.${name}`]
  if (choice !== undefined) return choice
  if (!needed) return undefined
  const allowed = table.checks
    .map((check) => new RegExp(`\\(?"?\\b${name}\\b"?\\)? = ANY \\(+ARRAY\\['([^']*)'`).exec(check)?.[1])
    .find((one) => one !== undefined)
  if (allowed !== undefined) return allowed
  if (type === 'uuid') return /_by$|account_id$/.test(name) ? owner.accountId : newId()
  if (type === 'date') return /month/.test(name) ? '2026-11-01' : '2026-11-10'
  if (type.startsWith('timestamp')) return '2026-11-10T09:00:00+08:00'
  if (type === 'boolean') return false
  if (type === 'bytea') return Buffer.alloc(32, next() % 250)
  if (type.startsWith('json') || type.endsWith('[]')) return '{}'
  if (name.includes('year')) return 2026
  if (/int|numeric/.test(type)) return table.key.at(-1) === name ? next() % 30_000 : 1
  return name === 'month' ? '2026-11' : `字${next()}`
}

const checkViolation = '23514'

async function insert(client: pg.Client, table: Table, row: Row): Promise<Row | undefined> {
  const entries = Object.entries(row).filter(([, value]) => value !== undefined)
  const run = async () => {
    const { rows } = await client.query<Row>(
      `insert into "${table.name}" (${entries.map(([name]) => `"${name}"`).join(', ')})
       values (${entries.map((_, at) => `$${at + 1}`).join(', ')}) 
       on conflict do nothing returning *`,
      entries.map(([, value]) => value),
    )
    return rows[0]
  }
  try {
    return await run()
  } catch (error) {
    if ((error as { code?: string }).code !== checkViolation) throw error
    // Two columns that must agree in a way of their own: in this database they need not.
    await dropChecks(client, table)
    return run()
  }
}

async function dropChecks(client: pg.Client, { name }: Table): Promise<void> {
  const { rows } = await client.query<{ conname: string }>(
    `select conname from pg_constraint where conrelid = $1::regclass and contype = 'c'`,
    [name],
  )
  for (const { conname } of rows) await client.query(`alter table "${name}" drop constraint "${conname}"`)
}
