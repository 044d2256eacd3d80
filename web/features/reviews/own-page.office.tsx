import { PageHead } from '../../ui/page-head.tsx'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnReviewsPage() {
  return (
    <>
      <PageHead title={titles.mine} sub={titles.mineNote} />
      <OwnBody />
    </>
  )
}
