import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { demand } from '../core/errors/problem.ts'
import { page } from '../core/http/page.ts'
import { listCases } from '../features/laggards/case-queries.ts'
import { maySeeBasis, maySeeTalk } from '../features/laggards/policy.ts'
import { renderTalkLetter } from './talk-letter.ts'

/** The letter as it goes to the member: for who sends it and for whom it is. */
export const printedTalkLetter = page(
  {
    method: 'GET',
    path: '/print/talks/:caseId/letter',
    access: 'signed-in',
    params: z.object({ caseId: id }),
  },
  async (ctx, { params: { caseId } }) => {
    const [row] = await listCases(ctx, { scope: { paths: [''] }, caseId, limit: 1, offset: 0 })
    demand(row && maySeeTalk(ctx.actor, row) && maySeeBasis(ctx.actor, row), 'not-found')
    demand(row.letter !== null, 'not-found', { message: '信还没有写好。请先在页面上写好，再打印。' })
    const { org_name: orgName, member_name: name, letter: words } = row
    return { html: renderTalkLetter({ orgName, memberName: name ?? '', words }) }
  },
)
