import { useState } from 'react'
import '../../../ui/link-to-hand.css'
import type { CallOutput } from '../../../lib/call-types.ts'
import { useSave } from '../../../lib/use-save.ts'
import { Button } from '../../../ui/button.tsx'
import { Receipt } from '../../../ui/receipt.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { messages } from './messages.ts'
import { type Notes, Part } from './part.tsx'

type Made = CallOutput<'makeAttendLink'>

/** The words with the address, shown this once, to be put into a chat. */
function ToSend({ made, title }: { made: Made; title: string }) {
  const [copied, setCopied] = useState(false)
  const text = messages.linkText(made.name, made.day, title, location.origin + made.path)
  const clipboard: Clipboard | undefined = navigator.clipboard
  return (
    <Receipt big>
      {messages.linkMade(made.name)}
      <p className="handed">
        <code>{text}</code>
      </p>
      {clipboard && (
        <Button onPress={() => void clipboard.writeText(text).then(() => setCopied(true))}>
          <span role="status">{copied ? messages.copied : messages.copy}</span>
        </Button>
      )}
    </Receipt>
  )
}

/** For members away from home: an address each, and what came of it. */
export function LinkPart({ notes, title }: { notes: Notes; title: string }) {
  const { links, floating, abilities, activityId } = notes
  const [made, setMade] = useState<Made>()
  const making = useSave('makeAttendLink')
  const ending = useSave('endAttendLink')
  const linkOf = new Map(links.map((link) => [link.memberId, link]))
  const offered = abilities.link ? floating.filter(({ memberId }) => !linkOf.has(memberId)) : []
  if (links.length === 0 && offered.length === 0) return null
  const make = async (memberId: string) => {
    const answer = await making.save({ params: { activityId }, body: { memberId } })
    if (answer) setMade(answer)
  }
  const give = (memberId: string, name: string) => (
    <Button label={messages.linkGiveLabel(name)} onPress={() => void make(memberId)} busy={making.saving}>
      {messages.linkGive}
    </Button>
  )
  const error = making.error ?? ending.error
  return (
    <Part title={messages.links}>
      {abilities.link && <p className="note">{messages.linkNote}</p>}
      {error && <Trouble error={error} />}
      {made && <ToSend made={made} title={title} />}
      <ul className="note-rows">
        {links.map(({ linkId, memberId, name, state, words }) => (
          <li key={linkId}>
            <span>
              <b>{name}</b>
              <small>
                {messages.linkStates[state]}
                {words && messages.word(words)}
              </small>
            </span>
            <span className="note-acts">
              {abilities.link && state !== 'used' && give(memberId, name)}
              {abilities.link && state === 'open' && (
                <Button
                  tone="quiet"
                  label={messages.linkEndLabel(name)}
                  onPress={() => void ending.save({ params: { linkId }, body: {} })}
                >
                  {messages.linkEnd}
                </Button>
              )}
            </span>
          </li>
        ))}
        {offered.map(({ memberId, name }) => (
          <li key={memberId}>
            <b>{name}</b>
            {give(memberId, name)}
          </li>
        ))}
      </ul>
    </Part>
  )
}
