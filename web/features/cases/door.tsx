import { useState } from 'react'
import { usePlace } from '../../lib/place.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { LinkToHand } from '../../ui/link-to-hand.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.door

/** The address for the wall: the same however often it is asked for. */
export function Door() {
  const place = usePlace()
  const [page, setPage] = useState<string>()
  const { save, saving, error } = useSave('openCaseDoor')
  if (!place) return null
  const open = async () => {
    const answer = await save({ params: { orgId: place.orgId }, body: {} })
    if (answer) setPage(answer.page)
  }
  return (
    <section className="case-door no-print">
      {page ? (
        <LinkToHand sentence={words.given} path={page} />
      ) : (
        <Button busy={saving} onPress={() => void open()}>
          {words.open}
        </Button>
      )}
      <LinkButton href={`/print/organisations/${place.orgId}/wishes`}>{words.paper}</LinkButton>
      {error && <Trouble error={error} />}
    </section>
  )
}
