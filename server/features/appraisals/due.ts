import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listBallots } from './ballot-queries.ts'
import { listSelves } from './people-queries.ts'
import { mayConfirm } from './policy.ts'
import { listRoundRows, type RoundRow } from './queries.ts'
import { listOwn } from './verdict-queries.ts'

/** Of the branch the next step, of the level above what waits for its word, of a member that one may write. */
export async function listDueAppraisals(ctx: Ctx): Promise<DueRow[]> {
  return [...(await listOffice(ctx)), ...(await listMine(ctx))]
}

const nextSteps: Partial<Record<RoundRow['state'], { title: string; verb: string }>> = {
  self: { title: '自评收齐了，开会互评', verb: '看看' },
  mutual: { title: '开始测评投票', verb: '去办' },
  ballot: { title: '支委会提等次', verb: '去提' },
  returned: { title: '上级退回了，支委会再提等次', verb: '去提' },
}

async function listOffice(ctx: Ctx): Promise<DueRow[]> {
  const at = pathsWhere(ctx.actor, 'assessments.run')
  const below = pathsWhere(ctx.actor, 'appraisals.confirm')
  if (at.length + below.length === 0) return []
  const all = await listRoundRows(ctx, { at, below, limit: 500, offset: 0 })
  const rows = all.filter((row) => row.state !== 'confirmed' && row.state !== 'cancelled')
  if (rows.length === 0) return []
  const ballots = await listBallots(
    ctx,
    rows.flatMap((row) => (row.state === 'ballot' && row.ballot_id ? [row.ballot_id] : [])),
  )
  const calendar = await loadCalendar(ctx)
  return rows.flatMap((row) => {
    const link = `/appraisals/${row.round_id}`
    const of = { id: row.procedure_id, dueOn: row.due_on, link }
    if (row.state === 'proposed') {
      if (!mayConfirm(ctx.actor, row)) return []
      const state = row.due_on ? dueStateOf(row.due_on, ctx.today) : 'due'
      const note = row.due_on && sayLateness(row.due_on, ctx.today, calendar)
      return [{ ...of, state, note, title: `审定${row.org_name} ${row.year} 年民主评议的等次`, verb: '审定' }]
    }
    const next = nextSteps[row.state]
    if (!next || !at.includes(row.path)) return []
    // While it is answered, counted or checked, the ballot's own page has the work.
    if (row.state === 'ballot' && ballots.get(row.ballot_id ?? '')?.state !== 'confirmed') return []
    const title = `${row.year} 年民主评议：${next.title}`
    const note = row.state === 'self' ? `${row.people} 人里 ${row.written} 人写了` : null
    return [{ ...of, state: 'due' as const, note, title, verb: next.verb }]
  })
}

async function listMine(ctx: Ctx): Promise<DueRow[]> {
  const { memberId } = ctx.actor
  const own = memberId ? await listOwn(ctx, memberId) : []
  if (own.length === 0) return []
  const ids = own.map((one) => one.round_id)
  const open = (await listRoundRows(ctx, { ids, limit: 50, offset: 0 })).filter((row) => row.state === 'self')
  if (open.length === 0 || !memberId) return []
  const written = await listSelves(ctx, { memberId })
  return open
    .filter((row) => !written.has(row.round_id))
    .map((row) => ({
      id: `appraisal-self/${row.round_id}`,
      state: 'due' as const,
      title: `写 ${row.year} 年民主评议的自评`,
      note: '也可以写在纸上，交给支部',
      dueOn: null,
      verb: '去写',
      link: '/appraisals/mine',
    }))
}
