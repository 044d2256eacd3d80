import type { DueRow, DueState } from '../../../contract/due.ts'
import { addDays } from '../../core/clock/days.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { dueBy } from './commands.ts'
import { branchesOf } from './hardship/policy.ts'
import { type FileRecord, readFiles } from './hardship/queries.ts'
import { countPairings, readPairings } from './queries.ts'

/** Days before its end on which a file is called to mind, and within which a wish is answered. */
const endAhead = 30
const answerDays = 7

function stateOf(ctx: Ctx, dueOn: string): DueState {
  if (dueOn < ctx.today) return 'late'
  if (dueOn === ctx.today) return 'today'
  return dueOn <= addDays(ctx.today, 3) ? 'soon' : 'due'
}

/** Which pairings are to be reviewed [003-16], and what waits around hardship files. For the start page. */
export async function listDuePairings(ctx: Ctx): Promise<DueRow[]> {
  return [...(await dueReviews(ctx)), ...(await dueOwn(ctx)), ...(await dueFiles(ctx))]
}

async function dueReviews(ctx: Ctx): Promise<DueRow[]> {
  const paths = pathsWhere(ctx.actor, 'pairings.write')
  if (paths.length === 0) return []
  const filter = { paths, only: 'due' as const, dueBy: dueBy(ctx) }
  const [first] = await readPairings(ctx, filter, { limit: 1, offset: 0 })
  if (!first) return []
  const { due } = await countPairings(ctx, filter)
  return [
    {
      id: 'pairing-reviews',
      state: stateOf(ctx, first.review_on),
      title: `${due} 个帮扶对子该复核了`,
      note: '半年看一次：接着帮、调整还是结束',
      dueOn: first.review_on,
      verb: '去复核',
      link: '/pairings?only=due',
    },
  ]
}

/** The question to the member: whether there may be a file at all. */
async function dueOwn(ctx: Ctx): Promise<DueRow[]> {
  const { memberId } = ctx.actor
  if (!memberId) return []
  const [file] = await readFiles(ctx, { memberId }, { limit: 1, offset: 0 })
  if (file?.state !== 'asked' || !file.answer_by) return []
  return [
    {
      id: file.file_id,
      state: stateOf(ctx, file.answer_by),
      title: '支部想帮您，请您看看同不同意',
      note: '不答复的，到期自动作废',
      dueOn: file.answer_by,
      verb: '看看',
      link: '/own-hardship-file',
    },
  ]
}

async function dueFiles(ctx: Ctx): Promise<DueRow[]> {
  const orgIds = branchesOf(ctx.actor)
  if (orgIds.length === 0) return []
  const files = await readFiles(ctx, { orgIds }, { limit: 200, offset: 0 })
  return files.flatMap((file) => {
    if (file.member_id === ctx.actor.memberId) return []
    const due = dueOf(ctx, file)
    return due ? [due] : []
  })
}

/** No name: a start page is read over a shoulder. */
function dueOf(ctx: Ctx, file: FileRecord): DueRow | null {
  const link = `/hardship-files/${file.file_id}`
  if (file.wished_on) {
    const dueOn = addDays(file.wished_on, answerDays)
    const title = '有人请更正自己的困难档案'
    return {
      id: `${file.file_id}-wish`,
      state: stateOf(ctx, dueOn),
      title,
      note: null,
      dueOn,
      verb: '看看',
      link,
    }
  }
  const dueOn = file.expires_on
  if (file.state !== 'open' || dueOn > addDays(ctx.today, endAhead)) return null
  const title = '一份困难党员档案快到期了'
  const note = '还要帮的，请本人重新同意'
  return { id: `${file.file_id}-end`, state: stateOf(ctx, dueOn), title, note, dueOn, verb: '看看', link }
}
