import type { DueRow } from '../../../contract/due.ts'
import { loadCalendar } from '../../core/clock/calendar-days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueStateOf, sayLateness } from '../../core/procedure/due-state.ts'
import { listHistory } from '../../core/procedure/run.ts'
import { listConcerned } from './candidate-queries.ts'
import { presentAbilities } from './present.ts'
import { listSelectionRows, type SelectionRow } from './queries.ts'

type Abilities = ReturnType<typeof presentAbilities>
type Work = { verb: string; say: (name: string) => string }

const close: Work = { verb: '结束', say: (name) => `${name}提名到期，可以结束提名` }
const vote: Work = { verb: '记票', say: (name) => `${name}等投票结果` }
const decide: Work = { verb: '评定', say: (name) => `${name}等研究决定` }
const review: Work = { verb: '复核', say: (name) => `复核${name}名单` }
const award: Work = { verb: '表彰', say: (name) => `${name}公示期满，可以表彰` }

function workOf(row: SelectionRow, can: Abilities, today: string): Work | null {
  if (can.close && row.nominate_until < today) return close
  if (can.decide) return row.method === 'vote' ? vote : decide
  if (can.publish) return review
  return can.award ? award : null
}

/** Selections that wait for this person: nominations to close, results to write, a list to review, awards to give. */
export async function listDueSelections(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'selections.run', 'boards.review')
  if (paths.length === 0) return []
  const rows = await listSelectionRows(ctx, { paths, lines: [], open: true, limit: 200, offset: 0 })
  if (rows.length === 0) return []
  const history = await listHistory(
    ctx,
    rows.map((row) => row.procedure_id),
  )
  const own = await listConcerned(ctx)
  const calendar = await loadCalendar(ctx)
  return rows.flatMap((row) => {
    const taken = history.get(row.procedure_id) ?? []
    const isCandidate = own.includes(row.selection_id)
    const can = presentAbilities(row, { actor: ctx.actor, taken, isCandidate, today: ctx.today })
    const work = workOf(row, can, ctx.today)
    if (!work) return []
    // Only the review has a clock; what waits after its day can be done any day from then on.
    const dueOn = work === review ? row.due_on : null
    return {
      id: row.procedure_id,
      state: dueOn ? dueStateOf(dueOn, ctx.today) : 'due',
      title: work.say(`${row.org_name} ${row.year} 年${row.title}`),
      note: dueOn ? sayLateness(dueOn, ctx.today, calendar) : null,
      dueOn,
      verb: work.verb,
      link: `/selections/${row.selection_id}`,
    }
  })
}
