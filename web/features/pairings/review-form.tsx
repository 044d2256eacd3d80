import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { outcomeWords, reviewWords as words } from './messages.ts'
import { menuOptions } from './start-form.tsx'

type One = CallOutput<'getPairing'>
type Outcome = keyof typeof outcomeWords
const options = (Object.keys(outcomeWords) as Outcome[]).map((value) => ({ value, ...outcomeWords[value] }))

function useReview(row: One, onClose: () => void) {
  const { today } = useSession()
  const [reviewedOn, setDay] = useState(today)
  const [outcome, setOutcome] = useState<Outcome>()
  const [member, setMember] = useState<Person[]>([
    { memberId: row.memberId, name: row.memberName, orgName: row.branchName },
  ])
  const [menu, setMenu] = useState(row.menu)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('reviewPairing')
  const send = async () => {
    const isAdjusted = outcome === 'adjusted'
    const [person] = member
    setTried(true)
    if (!outcome || (isAdjusted && !person)) return
    const next = isAdjusted && person ? { memberId: person.memberId, menu } : null
    const answer = await save({
      params: { pairingId: row.pairingId },
      body: { reviewedOn, outcome, next },
    })
    if (!answer) return
    onClose()
    const sentence = words.done(outcomeWords[outcome].label)
    goTelling(`/pairings/${answer.nextPairingId ?? row.pairingId}`, { tone: 'done', sentence })
  }
  return {
    ...{ reviewedOn, setDay, outcome, setOutcome, member, setMember, menu, setMenu },
    ...{ tried, send, saving, error },
  }
}

/** Half-way somebody asks the household and the member, and says what came of it. */
export function ReviewForm({ row, onClose }: { row: One; onClose: () => void }) {
  const form = useReview(row, onClose)
  const { error, tried } = form
  const next = fieldMessage(error, 'body.next') ?? fieldMessage(error, 'body.next.memberId')
  return (
    <FormSheet
      title={words.open}
      sub={row.memberName}
      error={error}
      send={words.send}
      tone="go"
      busy={form.saving}
      onSend={form.send}
      onClose={onClose}
    >
      <Choice
        legend={words.outcome}
        value={form.outcome}
        onChoose={form.setOutcome}
        options={options}
        problem={tried && !form.outcome ? words.pick : fieldMessage(error, 'body.outcome')}
      />
      {form.outcome === 'adjusted' && (
        <>
          <MemberPicker
            label={words.member}
            single
            picked={form.member}
            onChange={form.setMember}
            problem={tried && form.member.length === 0 ? words.missing : next}
          />
          <Choice legend={words.menu} value={form.menu} onChoose={form.setMenu} options={menuOptions} />
        </>
      )}
      <TextField
        label={words.day}
        type="date"
        value={form.reviewedOn}
        onType={form.setDay}
        problem={fieldMessage(error, 'body.reviewedOn')}
      />
    </FormSheet>
  )
}
