import { PageHead } from '../../ui/page-head.tsx'
import { ownFileWords } from './hardship-messages.ts'
import { OwnFileBody } from './own-file-body.tsx'
import { titles } from './titles.ts'

export default function OwnFilePage() {
  return (
    <>
      <PageHead title={titles.ownFile} sub={ownFileWords.sub} />
      <OwnFileBody />
    </>
  )
}
