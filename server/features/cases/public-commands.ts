import { type CaseKind, type CaseSort, caseKinds, isSortOf } from '../../../contract/case-words.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demand, Problem } from '../../core/errors/problem.ts'
import { contactContext, openCase } from './commands.ts'
import { addPage, newAddress } from './page-commands.ts'
import * as pages from './page-queries.ts'
import { casePath, publicLimits } from './rules.ts'
import { takeStepOf } from './step-commands.ts'

export const readDoor = (ctx: Ctx, address: string) => pages.findDoor(ctx, { address })

export type CasePage = { page: Awaited<ReturnType<typeof pages.findPage>>; isUnderWay: boolean }

/** What an address shows to who raised a case; null where there is none and nothing is on its way. */
export async function readCasePage(ctx: Ctx, address: string): Promise<CasePage | null> {
  const page = await pages.findPage(ctx, address)
  const isUnderWay = await pages.hasLetter(ctx, address)
  return page || isUnderWay ? { page, isUnderWay } : null
}

export type PublicWish = { sort: CaseSort; body: string; contact: string | null }

/**
 * A resident raises something at the door of a place. Kept as a letter and taken up right after: the page itself reaches
 * no case. Answers the address of the case's own page. Errors: not-found, rate.limited.
 */
export async function raiseAtDoor(ctx: Ctx, address: string, wish: PublicWish): Promise<string> {
  const door = await pages.findDoor(ctx, { address })
  demand(door && ctx.actor.address === address, 'not-found')
  await demandFew(ctx, address)
  const replyAddress = newAddress()
  const { sort, body, contact } = wish
  const sealed = contact ? (await ctx.sealer()).seal(contact, contactContext(ctx.requestId)) : null
  await pages.insertLocator(ctx, { address: replyAddress, kind: 'case', targetId: ctx.requestId })
  await pages.insertLetter(ctx, {
    ...{ letterId: ctx.requestId, orgId: door.orgId, address, act: 'raise', caseId: null },
    ...{ sort, body, contactSealed: sealed, replyAddress },
  })
  takeUp(ctx, door.orgId)
  return casePath(replyAddress)
}

async function demandFew(ctx: Ctx, address: string): Promise<void> {
  for (const { hours, most } of publicLimits) {
    const since = new Date(ctx.now.getTime() - hours * 3_600_000)
    demand((await pages.countLettersSince(ctx, address, since)) < most, 'rate.limited', {
      message: '今天在这里提的太多，请打电话，或者到支部当面说。',
    })
  }
}

function takeUp(ctx: Ctx, orgId: number): void {
  ctx.audit({ action: 'case.letter-sent', target: { kind: 'case-letter', id: ctx.requestId }, orgId })
  ctx.enqueue({ task: 'take-case-letters', payload: {}, key: `take-case-letters ${ctx.county}` })
}

/** Whoever raised it says on the own page whether it is done. Errors: not-found, state.wrong. */
export async function answerOnPage(ctx: Ctx, address: string, act: 'confirm' | 'reopen'): Promise<void> {
  const found = await readCasePage(ctx, address)
  demand(found?.page && ctx.actor.address === address, 'not-found')
  demand(found.page.asks && !found.isUnderWay, 'state.wrong', {
    message: '您的话已经收到了，或者现在不用确认。',
  })
  const { caseId, orgId } = found.page
  const none = { sort: null, body: null, contactSealed: null, replyAddress: null }
  await pages.insertLetter(ctx, { letterId: ctx.requestId, orgId, address, act, caseId, ...none })
  takeUp(ctx, orgId)
}

/** What came through public pages, as if it had been said at the desk. By the system alone; answers how many. */
export async function takeCaseLetters(ctx: Ctx): Promise<number> {
  const letters = await pages.listLetters(ctx)
  // Few a day, and each may be refused by itself.
  for (const letter of letters) await pages.markLetter(ctx, letter.letterId, await takeLetter(ctx, letter))
  return letters.length
}

async function takeLetter(ctx: Ctx, letter: pages.Letter): Promise<'taken' | 'refused'> {
  if (letter.act === 'raise') return raiseLetter(ctx, letter)
  try {
    await takeStepOf(ctx, letter.caseId ?? '', { step: letter.act })
    return 'taken'
  } catch (error) {
    // Somebody was quicker: said at the desk, or the days were over.
    if (error instanceof Problem && error.code === 'state.wrong') return 'refused'
    throw error
  }
}

async function raiseLetter(ctx: Ctx, letter: pages.Letter): Promise<'taken'> {
  const { letterId: caseId, orgId, contactSealed, body, replyAddress } = letter
  const sort = letter.sort as CaseSort
  await openCase(ctx, {
    ...{ caseId, orgId, sort, contactSealed, kind: kindOfSort(sort), body: body ?? '', recursOf: null },
    ...{ urgency: 'normal', channel: 'public-page', step: 'raise' },
  })
  if (replyAddress) await addPage(ctx, caseId, { address: replyAddress, isLocated: true })
  return 'taken'
}

function kindOfSort(sort: CaseSort): CaseKind {
  return caseKinds.find((kind) => isSortOf(kind, sort)) ?? 'request'
}
