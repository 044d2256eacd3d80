import { PageHead } from '../../ui/page-head.tsx'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnPage() {
  return (
    <>
      <PageHead title={titles.mine} sub={titles.mineNote} />
      <OwnBody />
    </>
  )
}
