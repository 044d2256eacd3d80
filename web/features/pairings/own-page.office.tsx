import { PageHead } from '../../ui/page-head.tsx'
import { useHelpNow } from './help-write.ts'
import { ownWords } from './messages.ts'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnPage() {
  return (
    <>
      <PageHead title={titles.own} sub={ownWords.sub} />
      <OwnBody useWrite={useHelpNow} />
    </>
  )
}
