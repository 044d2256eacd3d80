import { Screen } from '../../ui/screen.tsx'
import { ownFileWords } from './hardship-messages.ts'
import { OwnFileBody } from './own-file-body.tsx'
import { titles } from './titles.ts'

export default function OwnFilePage() {
  return (
    <Screen title={titles.ownFile} sub={ownFileWords.sub} back="/me">
      <OwnFileBody />
    </Screen>
  )
}
