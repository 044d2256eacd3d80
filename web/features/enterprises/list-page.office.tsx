import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ListBody } from './list-body.tsx'
import { messages } from './messages.ts'

export default function ListPage({ search }: PageProps) {
  return (
    <>
      <PageHead title={messages.title} sub={messages.sub} />
      <ListBody search={search} />
    </>
  )
}
