import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { MinutesBody } from './minutes-body.tsx'
import { titles } from './titles.ts'

export default function MinutesPage({ search }: PageProps) {
  return (
    <>
      <PageHead title={titles.minutes} sub={messages.minutes.sub} />
      <MinutesBody search={search} />
    </>
  )
}
