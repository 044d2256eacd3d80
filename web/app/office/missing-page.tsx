import { PageHead } from '../../ui/page-head.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { MissingHint } from '../entry/missing-page.tsx'

export function MissingPage() {
  return (
    <>
      <PageHead title={entryMessages.missing} />
      <MissingHint />
    </>
  )
}
