import type { DueRow } from '../../../contract/due.ts'
import type { Ctx } from '../../core/context/context.ts'
import { pathsWhere } from '../../core/context/paths-where.ts'
import { isOwn, mayChange } from './policy.ts'
import { listRecognitionRows, type RecognitionRow } from './queries.ts'
import { mayRelease, mustComeDown, possibleAnswers } from './rules.ts'

/** A name that waits for one's own yes or no; and for who gave it, one to be made public or to be taken down. */
export async function listDueRecognitions(ctx: Ctx): Promise<DueRow[]> {
  const givers = pathsWhere(ctx.actor, 'recognitions.write')
  const ownId = ctx.actor.memberId
  if (givers.length === 0 && !ownId) return []
  const rows = await listRecognitionRows(ctx, {
    scope: { branches: [], givers, ownId },
    pending: true,
    limit: 200,
    offset: 0,
  })
  return rows.flatMap((row) => {
    const due = dueOf(ctx, row)
    return due ? [{ id: row.recognition_id, note: row.what, dueOn: null, link: '/recognitions', ...due }] : []
  })
}

function dueOf(ctx: Ctx, row: RecognitionRow): Pick<DueRow, 'state' | 'title' | 'verb'> | null {
  const name = row.member_name ?? '一位同志'
  if (isOwn(ctx.actor, row) && row.consent === 'asked' && possibleAnswers(row).length > 0)
    return { state: 'due', title: `${row.giver_name}想公开您的名字，请您说同不同意`, verb: '看看' }
  if (!mayChange(ctx.actor, row)) return null
  // A name that its owner no longer wants out there goes before everything else of the day.
  if (mustComeDown(row)) return { state: 'today', title: `${name}不再同意公开，请把名字撤下`, verb: '去撤' }
  if (mayRelease(row)) return { state: 'due', title: `${name}同意公开名字了`, verb: '去办' }
  return null
}
