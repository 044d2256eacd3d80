import { z } from 'zod'
import { id, text } from '../../contract/common.ts'
import { objectionText } from '../../contract/objections.ts'
import type { Ctx } from '../core/context/context.ts'
import { demand } from '../core/errors/problem.ts'
import { type Page, page } from '../core/http/page.ts'
import { newId } from '../core/ids.ts'
import { maySeePublications, maySeeSnapshot } from '../features/boards/policy.ts'
import { presentMark } from '../features/boards/present.ts'
import * as publications from '../features/boards/publication-queries.ts'
import * as snapshots from '../features/boards/snapshot-queries.ts'
import { raiseFromPublic } from '../features/objections/commands.ts'
import { isOpen } from '../features/objections/rules.ts'
import { appealPages } from './appeal-pages.ts'
import { attendPages } from './attend-pages.ts'
import { type PublicBoard, renderBoard } from './board-page.ts'
import { casePages } from './case-pages.ts'
import { householdPages } from './household-pages.ts'
import { renderGone } from './notices.ts'
import { renderObjectionForm, renderObjectionReceipt } from './objection-page.ts'
import { renderPrintedBoard } from './print-board.ts'
import { selectionPages } from './selection-pages.ts'
import { visitNoticePages } from './visit-notice-pages.ts'

/** The page may be up to a minute old: a withdrawal is seen by then, and a village square does not wear the server out. */
const maxAge = 60

const atAddress = z.object({ address: z.string().max(64) })
// What a link was mangled into is ignored: the page is shown as it is without.
const view = z.object({
  size: z.enum(['large']).optional().catch(undefined),
  contrast: z.enum(['high']).optional().catch(undefined),
})
const place = z.coerce.number().int().min(0).max(10_000)
/** A choice of a form that may be left open: empty text is none. */
const choice = z
  .union([z.literal('').transform(() => null), place])
  .nullish()
  .transform((chosen) => chosen ?? null)

const gone = { html: renderGone(), status: 410 }

async function findBoard(
  ctx: Ctx,
  address: string,
): Promise<(PublicBoard & { publicationId: string }) | null> {
  const published = await snapshots.findPublished(ctx, address)
  if (!published) return null
  const marks = (await snapshots.listMarks(ctx, published.publicationId)).map(presentMark)
  return { address, marks, ...published }
}

/** The same days as the window of objections: it opens with the publication and closes on its last day. */
function isWithinDays(board: PublicBoard, today: string): boolean {
  const { address, publishedOn, closesOn } = board
  return isOpen({ address, opens_on: publishedOn, closes_on: closesOn, closed_on: null }, today)
}

const boardPage = page(
  { method: 'GET', path: '/public/boards/:address', access: 'anyone', params: atAddress, query: view },
  async (ctx, { params, query }) => {
    const board = await findBoard(ctx, params.address)
    return board ? { html: renderBoard(board, query, ctx.today), maxAge } : gone
  },
)

const formPage = page(
  {
    method: 'GET',
    path: '/public/boards/:address/objections/new',
    access: 'anyone',
    params: atAddress,
    query: view.extend({ row: place.optional().catch(undefined) }),
  },
  async (ctx, { params, query }) => {
    const board = await findBoard(ctx, params.address)
    if (!board) return gone
    if (!isWithinDays(board, ctx.today)) return { html: renderBoard(board, query, ctx.today) }
    const row = query.row !== undefined && query.row < board.snapshot.rows.length ? query.row : null
    return { html: renderObjectionForm({ ...board, request: newId(), row }, query) }
  },
)

const objectionPage = page(
  {
    method: 'POST',
    path: '/public/boards/:address/objections',
    access: 'anyone',
    params: atAddress,
    query: view,
    body: z.object({
      request: id,
      row: choice,
      fact: choice,
      text: objectionText,
      contact: text(100)
        .nullish()
        .transform((typed) => typed || null),
    }),
    limit: { most: 10, minutes: 10 },
  },
  async (ctx, { params, query, body }) => {
    const board = await findBoard(ctx, params.address)
    if (!board) return gone
    const { row, text: said, contact } = body
    const shown = row === null ? undefined : board.snapshot.rows[row]
    demand(row === null || shown, 'input.invalid', { field: 'body.row' })
    // An entry stands on somebody's row: without the row it says nothing.
    const fact = shown && body.fact !== null && body.fact < shown.facts.length ? body.fact : null
    const about = { publicationId: board.publicationId, row, fact }
    const { objectionId, dueOn } = await raiseFromPublic(ctx, about, { text: said, contact })
    const { placeName } = board.snapshot
    const receipt = { address: params.address, objectionId, placeName, dueOn, hasContact: contact !== null }
    return { html: renderObjectionReceipt(receipt, query) }
  },
)

const printPage = page(
  {
    method: 'GET',
    path: '/print/boards/:publicationId',
    access: 'signed-in',
    params: z.object({ publicationId: id }),
  },
  async (ctx, { params }) => {
    const { publicationId } = params
    const paths = ctx.actor.grants.map((grant) => grant.orgPath)
    const [row] = await publications.listPublicationRows(ctx, { paths, publicationId, limit: 1, offset: 0 })
    demand(row, 'not-found')
    const isSeen = maySeeSnapshot(ctx.actor, row, { state: row.state, expiresOn: row.expires_on }, ctx.today)
    demand(maySeePublications(ctx.actor, row) && isSeen, 'access.denied')
    demand(row.state !== 'withdrawn', 'state.wrong', { message: '这张榜已经撤回，不能再打印。' })
    const snapshot = await snapshots.findSnapshot(ctx, publicationId)
    demand(snapshot, 'not-found')
    const { published_on: on, closes_on: closesOn, reviewer_name: reviewerName } = row
    const published = on && closesOn ? { on, closesOn, reviewerName: reviewerName ?? '' } : null
    return { html: renderPrintedBoard({ snapshot, published }) }
  },
)

/** Every page that is served as HTML without a script. */
export const pages: readonly Page[] = [
  boardPage,
  formPage,
  objectionPage,
  ...appealPages('/public/boards', async (ctx, address) => (await findBoard(ctx, address))?.snapshot ?? null),
  printPage,
  ...selectionPages,
  ...attendPages,
  ...casePages,
  ...householdPages,
  ...visitNoticePages,
]
