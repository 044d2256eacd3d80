import { z } from 'zod'
import { id } from '../../contract/common.ts'
import type { Ctx } from '../core/context/context.ts'
import { demand } from '../core/errors/problem.ts'
import { page } from '../core/http/page.ts'
import { newId } from '../core/ids.ts'
import { demandRead } from '../features/members/policy.ts'
import { listPosts } from '../features/members/post-queries.ts'
import { findMember } from '../features/members/queries.ts'
import { type ContactCard, renderContactCards, type TypedPhone } from './contact-cards.ts'

const to = {
  path: '/print/members/:memberId/contact-cards',
  access: 'signed-in',
  params: z.object({ memberId: id }),
} as const

/** A card says of somebody what the register says, so it is for who may read it there. */
async function loadCard(ctx: Ctx, memberId: string): Promise<ContactCard> {
  const row = await findMember(ctx, memberId)
  demandRead(ctx.actor, row)
  demand(row.stage !== 'exited', 'state.wrong', { message: '这位同志已经不在册，不再印连心卡。' })
  const held = (await listPosts(ctx, memberId)).filter(
    (post) => post.valid_from <= ctx.today && (post.valid_to === null || post.valid_to >= ctx.today),
  )
  const posts = new Set([row.party_post, ...held.map((post) => post.title)].filter((one) => one !== null))
  return {
    ...{ memberId, name: row.name, branchName: row.org_name, gridName: row.grid_name },
    posts: [...posts].slice(0, 3),
  }
}

async function show(ctx: Ctx, memberId: string, phone: TypedPhone) {
  return { html: renderContactCards(await loadCard(ctx, memberId), phone, newId()) }
}

export const contactCards = page({ ...to, method: 'GET' }, (ctx, { params: { memberId } }) =>
  show(ctx, memberId, { typed: '', isWrong: false }),
)

/** Digits with an area code, a short number of the village, +86 and breaks between them. */
const phonePattern = /^\+?\d[\d ()（）-]{2,18}$/

/** With the number that goes on the paper: it comes in the form, leaves with the page and is kept nowhere. */
export const contactCardsWithPhone = page(
  {
    ...to,
    method: 'POST',
    remember: false,
    body: z.object({ request: id, phone: z.string().max(40) }),
    limit: { most: 60, minutes: 10 },
  },
  (ctx, { params: { memberId }, body }) => {
    const typed = body.phone.trim()
    return show(ctx, memberId, { typed, isWrong: typed !== '' && !phonePattern.test(typed) })
  },
)
