import { z } from 'zod'
import { getAssessmentSheetPdf } from '../../contract/assessments.ts'
import { id } from '../../contract/common.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import type { Ctx } from '../core/context/context.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { page } from '../core/http/page.ts'
import { loadForOffice } from '../features/assessments/loading.ts'
import { presentTerms } from '../features/assessments/present.ts'
import { listSubjects } from '../features/assessments/tally-queries.ts'
import {
  type AssessmentSheet,
  renderAssessmentSheet,
  renderAssessmentSheetToPrint,
} from './assessment-sheet.ts'

/** For who runs it in the branch: a list of names belongs to those who hand it out. */
async function loadSheet(ctx: Ctx, assessmentId: string): Promise<AssessmentSheet> {
  const row = await loadForOffice(ctx, assessmentId)
  const people = await listSubjects(ctx, assessmentId)
  const names = people.filter((one) => one.excused === null).map((one) => one.name)
  return { ...presentTerms(row), names }
}

export const printedAssessmentSheet = page(
  {
    method: 'GET',
    path: '/print/assessments/:assessmentId/sheets',
    access: 'signed-in',
    params: z.object({ assessmentId: id }),
  },
  async (ctx, { params }) => ({ html: renderAssessmentSheet(await loadSheet(ctx, params.assessmentId)) }),
)

export const assessmentSheetRoutes: Route[] = [
  endpoint(getAssessmentSheetPdf, async (ctx, { params }) => {
    const sheet = await loadSheet(ctx, params.assessmentId)
    return {
      name: `${sheet.title}评议票.pdf`,
      mediaType: mediaTypes.pdf,
      bytes: () => printPdf(renderAssessmentSheetToPrint(sheet)),
    }
  }),
]
