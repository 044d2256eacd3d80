import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { useHelpNow } from './help-write.ts'
import { ownWords } from './messages.ts'
import { OwnBody } from './own-body.tsx'
import { titles } from './titles.ts'

export default function OwnPage() {
  const own = useCall('getOwnPairings', {})
  return (
    <>
      <PageHead title={titles.own} sub={ownWords.sub} />
      <OwnBody own={own} useWrite={useHelpNow} />
    </>
  )
}
