import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { HouseholdPicker, type PickedHousehold } from '../../ui/household-picker.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { menuWords, startWords as words } from './messages.ts'

type Menu = keyof typeof menuWords

export const menuOptions = (Object.keys(menuWords) as Menu[]).map((value) => ({
  value,
  label: menuWords[value],
}))

function useStart(onClose: () => void) {
  const { today } = useSession()
  const [member, setMember] = useState<Person[]>([])
  const [household, setHousehold] = useState<PickedHousehold[]>([])
  const [menu, setMenu] = useState<Menu>('a')
  const [agreedOn, setAgreedOn] = useState(today)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('startPairing')
  const send = async () => {
    const [person] = member
    const [house] = household
    setTried(true)
    if (!person || !house) return
    const { householdId } = house
    const answer = await save({ body: { memberId: person.memberId, householdId, menu, agreedOn } })
    if (!answer) return
    onClose()
    tell({ tone: 'done', sentence: words.done(person.name, formatDay(answer.reviewOn, today)) })
  }
  return {
    ...{ member, setMember, household, setHousehold, menu, setMenu },
    ...{ agreedOn, setAgreedOn, tried, send, saving, error },
  }
}

/** Who, which household, by which menu: the household has been asked before. */
export function StartForm({ onClose }: { onClose: () => void }) {
  const form = useStart(onClose)
  const problem = (field: string) => fieldMessage(form.error, `body.${field}`)
  const missing = (is: boolean) => (form.tried && is ? words.missing : undefined)
  return (
    <FormSheet
      title={words.title}
      error={form.error}
      send={words.send}
      tone="go"
      busy={form.saving}
      onSend={form.send}
      onClose={onClose}
    >
      <p>{words.hint}</p>
      <MemberPicker
        label={words.member}
        single
        picked={form.member}
        onChange={form.setMember}
        problem={missing(form.member.length === 0) ?? problem('memberId')}
      />
      <HouseholdPicker
        label={words.household}
        single
        picked={form.household}
        onChange={form.setHousehold}
        problem={missing(form.household.length === 0) ?? problem('householdId')}
      />
      <Choice legend={words.menu} value={form.menu} onChoose={form.setMenu} options={menuOptions} />
      <TextField
        label={words.agreedOn}
        type="date"
        value={form.agreedOn}
        onType={form.setAgreedOn}
        problem={problem('agreedOn')}
      />
    </FormSheet>
  )
}
