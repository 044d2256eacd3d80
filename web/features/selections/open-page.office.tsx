import { usePlace } from '../../lib/place.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OpenForm } from './open-form.tsx'
import { titles } from './titles.ts'

export default function OpenPage() {
  const place = usePlace()
  if (!place) return <Empty>{messages.open.noPlace}</Empty>
  return (
    <>
      <PageHead title={titles.open} sub={messages.open.sub(place.orgName)} />
      <OpenForm key={place.orgId} orgId={place.orgId} />
    </>
  )
}
