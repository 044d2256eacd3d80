import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { printYuan } from '../../lib/outbox/yuan.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages, helpWords as words } from './messages.ts'

type Help = CallOutput<'getPairing'>['rows'][number]

/** What was written, opened where it stands: that somebody looked is logged. */
function Written({ help, about }: { help: Help; about: string }) {
  const [text, setText] = useState<string>()
  const { save, saving, error } = useSave('showHelp')
  const look = async () => {
    const answer = await save({ params: { helpId: help.helpId }, body: {} })
    if (answer) setText([answer.text, answer.moneyWhat].filter(Boolean).join('　'))
  }
  if (text !== undefined) return <span>{text}</span>
  return (
    <>
      {error && <Trouble error={error} />}
      <Button tone="quiet" label={words.lookFor(about)} busy={saving} onPress={() => void look()}>
        {words.look}
      </Button>
    </>
  )
}

function Line({ help }: { help: Help }) {
  const { today } = useSession()
  const write = useSave('voidHelp', `help:${help.helpId}:void`)
  const day = formatDay(help.helpedOn, today)
  const about = `${day}${help.label}`
  return (
    <li className="task">
      <div>
        <b>{help.label}</b>
        <span>
          {[day, help.fen !== null && messages.yuan(printYuan(help.fen))].filter(Boolean).join('　')}
          {help.voidReason !== null && `　${words.voided(help.voidReason)}`}
        </span>
        {help.abilities.look && <Written help={help} about={about} />}
      </div>
      {help.abilities.void && (
        <AskReason
          tone="quiet"
          verb={words.void}
          label={words.voidFor(about)}
          hint={words.voidHint}
          why={words.voidWhy}
          write={write}
          onSend={(reason) => write.save({ params: { helpId: help.helpId }, body: { reason } })}
          done={words.voidDone}
        />
      )}
    </li>
  )
}

export function HelpLines({ rows }: { rows: readonly Help[] }) {
  if (rows.length === 0) return <p className="note">{messages.noHelps}</p>
  return (
    <ul className="tasks">
      {rows.map((help) => (
        <Line key={help.helpId} help={help} />
      ))}
    </ul>
  )
}
