import { PageHead } from '../../ui/page-head.tsx'
import { messages } from './messages.ts'
import { SignalsBody } from './signals-body.tsx'
import { titles } from './titles.ts'

export default function SignalsPage() {
  return (
    <>
      <PageHead title={titles.signals} sub={messages.sub} />
      <SignalsBody />
    </>
  )
}
