import { z } from 'zod'
import { id } from '../../contract/common.ts'
import { demand } from '../core/errors/problem.ts'
import { type Page, page } from '../core/http/page.ts'
import { findActivity } from '../features/activities/list-queries.ts'
import { viewOf } from '../features/activities/policy.ts'
import { presentHeading, presentRollRow } from '../features/activities/present.ts'
import { listOrgs } from '../features/activities/queries.ts'
import { listRoll } from '../features/activities/roll-queries.ts'
import { printedAssessmentSheet } from './assessment-sheet-page.ts'
import { printedBooklet } from './booklet-page.ts'
import { printedCertificate } from './certificate-page.ts'
import { contactCards, contactCardsWithPhone } from './contact-cards-page.ts'
import { printedGridSheet } from './grid-sheet-page.ts'
import { printedHouseholdSheet } from './household-sheet-page.ts'
import { printedLedger } from './ledger-page.ts'
import { printedMinutes } from './minutes-page.ts'
import { printedMonthlyReport } from './monthly-report-page.ts'
import { printedPostBoard, printedRoster } from './posts-page.ts'
import { printedRedemptionList } from './redemption-list-page.ts'
import { renderSignInSheet } from './sign-in-sheet.ts'
import { printedTalkLetter } from './talk-letter-page.ts'
import { printedWishesWall } from './wishes-wall-page.ts'

/** For whoever reads the whole roll: a list of names belongs to those who call it. */
const signInSheet = page(
  {
    method: 'GET',
    path: '/print/activities/:activityId/sign-in-sheet',
    access: 'signed-in',
    params: z.object({ activityId: id }),
  },
  async (ctx, { params: { activityId } }) => {
    const row = await findActivity(ctx, activityId)
    demand(row, 'not-found')
    const places = await listOrgs(ctx, [row.org_id, ...row.branches])
    const { rows } = viewOf(ctx.actor, { orgId: row.org_id, branches: row.branches, roll: row.roll }, places)
    demand(rows === 'all', 'access.denied')
    const roll = await listRoll(ctx, activityId, { all: true, branchIds: [], ownId: null })
    const people = roll
      .map((one) => presentRollRow(one, false))
      .map(({ name, state }) => ({ name, onLeave: row.state === 'planned' && state === 'leave' }))
    return { html: renderSignInSheet({ orgName: row.org_name, ...presentHeading(row), people }) }
  },
)

/** Pages that are made to be printed. */
export const printPages: readonly Page[] = [
  signInSheet,
  printedBooklet,
  printedCertificate,
  printedTalkLetter,
  printedRedemptionList,
  printedMonthlyReport,
  printedAssessmentSheet,
  printedMinutes,
  printedLedger,
  printedGridSheet,
  printedWishesWall,
  printedPostBoard,
  printedRoster,
  printedHouseholdSheet,
  contactCards,
  contactCardsWithPhone,
]
