import { z } from 'zod'
import { getCertificatePdf, getCertificateWord } from '../../contract/awards.ts'
import { id } from '../../contract/common.ts'
import { printPdf } from '../core/browser/print-pdf.ts'
import type { Ctx } from '../core/context/context.ts'
import { demand } from '../core/errors/problem.ts'
import { mediaTypes } from '../core/files/media-type.ts'
import { endpoint, type Route } from '../core/http/endpoint.ts'
import { page } from '../core/http/page.ts'
import { listAwardRows } from '../features/selections/award-queries.ts'
import { pathsOfOffice } from '../features/selections/policy.ts'
import { type Certificate, renderCertificate, renderCertificateToPrint } from './certificate.ts'

type Awarded = Certificate & { memberId: string }

/** For the member and for whoever may read awards there; one that was taken back is not printed any more. */
async function loadCertificate(ctx: Ctx, awardId: string): Promise<Awarded> {
  const filter = { paths: pathsOfOffice(ctx.actor), ownId: ctx.actor.memberId, awardId, limit: 1, offset: 0 }
  const [row] = await listAwardRows(ctx, filter)
  demand(row, 'not-found')
  demand(!row.withdrawn_at, 'state.wrong', { message: '这项表彰已经收回，证书不再打印。' })
  const { member_name: name, title, year, issuer, awarded_on: awardedOn, certificate_no: no } = row
  return { name, title, year, issuer, awardedOn, certificateNo: no, memberId: row.member_id }
}

const nameOf = ({ name, title, year }: Certificate) => `${name}${year}年${title}证书`

/** The same certificate as a file: made after the transaction, so that no connection waits for the printer. */
export const certificateRoutes: Route[] = [
  endpoint(getCertificatePdf, async (ctx, { params }) => {
    const certificate = await loadCertificate(ctx, params.awardId)
    return {
      memberId: certificate.memberId,
      name: `${nameOf(certificate)}.pdf`,
      mediaType: mediaTypes.pdf,
      bytes: () => printPdf(renderCertificateToPrint(certificate)),
    }
  }),

  endpoint(getCertificateWord, async (ctx, { params }) => {
    const certificate = await loadCertificate(ctx, params.awardId)
    return {
      memberId: certificate.memberId,
      name: `${nameOf(certificate)}.docx`,
      mediaType: mediaTypes.docx,
      bytes: async () => (await import('./certificate-word.ts')).writeCertificate(certificate),
    }
  }),
]

export const printedCertificate = page(
  {
    method: 'GET',
    path: '/print/awards/:awardId/certificate',
    access: 'signed-in',
    params: z.object({ awardId: id }),
  },
  async (ctx, { params }) => ({ html: renderCertificate(await loadCertificate(ctx, params.awardId)) }),
)
