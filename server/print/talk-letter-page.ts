import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { getTalkLetterPdf } from '../../contract/laggards.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import type { Ctx } from '../core/context/context.ts'
import { demand } from '../core/errors/problem.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { page } from '../core/http/page.ts'
import { listCases } from '../features/laggards/case-queries.ts'
import { maySeeBasis, maySeeTalk } from '../features/laggards/policy.ts'
import { renderTalkLetter, renderTalkLetterToPrint, type TalkLetter } from './talk-letter.ts'

/** For who sends it and for whom it is. */
async function loadLetter(ctx: Ctx, caseId: string): Promise<TalkLetter & { memberId: string }> {
  const [row] = await listCases(ctx, { scope: { paths: [''] }, caseId, limit: 1, offset: 0 })
  demand(row && maySeeTalk(ctx.actor, row) && maySeeBasis(ctx.actor, row), 'not-found')
  demand(row.letter !== null, 'not-found', { message: '信还没有写好。请先在页面上写好，再打印。' })
  const { org_name: orgName, member_id: memberId } = row
  return { orgName, memberId, memberName: row.member_name ?? '', words: row.letter }
}

/** The same letter as a file: made after the transaction, so that no connection waits for the printer. */
export const talkLetterRoutes: Route[] = [
  endpoint(getTalkLetterPdf, async (ctx, { params }) => {
    const letter = await loadLetter(ctx, params.caseId)
    return {
      memberId: letter.memberId,
      name: `给${letter.memberName}同志的信.pdf`,
      mediaType: mediaTypes.pdf,
      bytes: () => printPdf(renderTalkLetterToPrint(letter)),
    }
  }),
]

/** The letter as it goes to the member. */
export const printedTalkLetter = page(
  {
    method: 'GET',
    path: '/print/talks/:caseId/letter',
    access: 'signed-in',
    params: z.object({ caseId: id }),
  },
  async (ctx, { params }) => ({ html: renderTalkLetter(await loadLetter(ctx, params.caseId)) }),
)
