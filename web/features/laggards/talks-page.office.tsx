import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { TalksBody } from './talks-body.tsx'
import { titles } from './titles.ts'

export default function TalksPage() {
  return (
    <>
      <PageHead title={titles.list} sub={messages.list.sub} />
      <TalksBody />
    </>
  )
}
