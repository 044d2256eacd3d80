import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { ListBody } from './list-body.tsx'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

export default function ListPage({ search }: PageProps) {
  return (
    <>
      <PageHead title={titles.list} sub={messages.sub} />
      <ListBody search={search} menus />
    </>
  )
}
