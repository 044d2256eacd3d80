import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { One } from './assessment-types.ts'
import { messages } from './messages.ts'

const words = messages.hand

/** At the table where the sheets lie: who comes takes one. Nothing here says who has answered, or who has not come. */
export function HandOut({ one: { assessment, voters } }: { one: One }) {
  const { assessmentId } = assessment
  const [memberId, setMemberId] = useState('')
  const { save, saving, error } = useSave('handOutSheet')
  const hand = async () => {
    const name = voters.find((one) => one.memberId === memberId)?.name ?? ''
    if (!(await save({ params: { assessmentId }, body: { memberId } }))) return
    setMemberId('')
    tell({ tone: 'done', sentence: words.sent(name) })
  }
  return (
    <section>
      <h2>{words.title}</h2>
      <div className="form">
        <p className="note">{words.say}</p>
        {error && <Trouble error={error} />}
        <SelectField
          label={words.who}
          value={memberId}
          onChoose={setMemberId}
          options={voters.map((one) => ({ value: one.memberId, label: one.name }))}
          empty={words.whoEmpty}
        />
        <Button busy={saving} disabled={memberId === ''} onPress={() => void hand()}>
          {words.send}
        </Button>
      </div>
    </section>
  )
}

/** Where the phone's answers are so few that they would be told apart beside the sheets. */
export function SetAside({ one: { assessment } }: { one: One }) {
  const { assessmentId, answeredByPhone, minimum } = assessment
  const { save, saving, error } = useSave('setAsidePhoneAnswers', `assessment:${assessmentId}:aside`)
  const setAside = async () => {
    if (await save({ params: { assessmentId }, body: {} })) tell({ tone: 'done', sentence: words.asideDone })
  }
  return (
    <>
      <p className="note">{words.asideSay(answeredByPhone, minimum)}</p>
      {error && <Trouble error={error} />}
      <Button busy={saving} onPress={() => void setAside()}>
        {words.aside}
      </Button>
    </>
  )
}
