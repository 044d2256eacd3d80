import { formatFullDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { CertificateLinks } from './certificate-links.tsx'
import { messages } from './messages.ts'
import type { Award, Selection } from './selection-types.ts'

const words = messages.awards

function TakeBack({ award }: { award: Award }) {
  const { awardId, memberName } = award
  const write = useSave('withdrawAward', `award:${awardId}:withdraw`)
  return (
    <AskReason
      tone="quiet"
      verb={words.take}
      label={words.takeLabel(memberName)}
      hint={words.takeHint}
      why={words.takeReason}
      write={write}
      onSend={(reason) => write.save({ params: { awardId }, body: { reason } })}
      done={words.taken(memberName)}
    />
  )
}

/** Hands the award on as an honour, so that the rules give its points: once. */
function MakeHonour({ award }: { award: Award }) {
  const { awardId, memberName } = award
  const { save, saving, error } = useSave('recordAwardHonour', `award:${awardId}:honour`)
  const send = async () => {
    if (await save({ params: { awardId }, body: {} }))
      tell({ tone: 'done', sentence: words.honoured(memberName) })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <Button busy={saving} label={words.honourLabel(memberName)} onPress={() => void send()}>
        {words.honour}
      </Button>
    </>
  )
}

function Row({ award }: { award: Award }) {
  const { memberName, branchName, certificateNo, awardedOn, levelLabel, prize, withdrawn, honourId } = award
  const facts = [levelLabel, formatFullDay(awardedOn), prize, honourId && words.isHonour]
  return (
    <li className="task">
      <div>
        <b>
          {memberName}　{branchName}
        </b>
        <span>{certificateNo}</span>
        <span>{facts.filter(Boolean).join('，')}</span>
        {withdrawn && <span>{words.withdrawn(withdrawn.by, withdrawn.reason)}</span>}
      </div>
      {!withdrawn && <CertificateLinks award={award} />}
      {award.abilities.honour && <MakeHonour award={award} />}
      {award.abilities.withdraw && <TakeBack award={award} />}
    </li>
  )
}

export function Awards({ selection }: { selection: Selection }) {
  if (selection.awards.length === 0) return null
  return (
    <section>
      <h2 className="h3">{words.title}</h2>
      <ul className="tasks">
        {selection.awards.map((award) => (
          <Row key={award.awardId} award={award} />
        ))}
      </ul>
    </section>
  )
}
