import { useState } from 'react'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { LinkToHand } from '../../ui/link-to-hand.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Member } from './fields.ts'
import { messages } from './messages.ts'

const words = messages.invite

/** The way in for the member: an address to hand over, shown once. */
export function InviteMember({ member }: { member: Member }) {
  const { save, saving, error } = useSave('inviteMember')
  const [path, setPath] = useState<string>()
  const open = async () => {
    const answer = await save({ params: { memberId: member.memberId }, body: {} })
    if (answer) setPath(answer.linkPath)
  }
  if (path) return <LinkToHand sentence={words.done(member.name)} path={path} />
  return (
    <>
      <p className="note">{words.say}</p>
      {error && <Trouble error={error} />}
      <Button busy={saving} onPress={() => void open()}>
        {words.open}
      </Button>
    </>
  )
}
