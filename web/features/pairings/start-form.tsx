import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { PlaceField } from '../../ui/place-field.tsx'
import { Answer } from '../../ui/states.tsx'
import { menuWords, startWords as words } from './messages.ts'

type Grids = CallOutput<'listPairings'>['grids']
type Menu = keyof typeof menuWords
const limit = 200

export const menuOptions = (Object.keys(menuWords) as Menu[]).map((value) => ({
  value,
  label: menuWords[value],
}))

type PickProps = {
  gridId: number
  value: string
  onChoose: (householdId: string) => void
  problem: string | undefined
}

/** The households of a grid by address, two hundred at a time. */
function HouseholdPicker({ gridId, value, onChoose, problem }: PickProps) {
  const [offset, setOffset] = useState(0)
  const list = useCall('listHouseholds', { params: { orgId: gridId }, query: { limit, offset } })
  return (
    <Answer of={list}>
      {({ rows, count }) => (
        <>
          <SelectField
            label={words.household}
            value={value}
            onChoose={onChoose}
            options={rows.map((row) => ({ value: row.householdId, label: row.address }))}
            empty={words.choose}
            problem={problem}
          />
          {count > limit && (
            <Button
              tone="quiet"
              onPress={() => {
                onChoose('')
                setOffset(offset + limit < count ? offset + limit : 0)
              }}
            >
              {words.more}
            </Button>
          )}
        </>
      )}
    </Answer>
  )
}

function useStart(grids: Grids, onClose: () => void) {
  const { today } = useSession()
  const [member, setMember] = useState<Person[]>([])
  const [gridId, setGridId] = useState(grids[0]?.orgId ?? 0)
  const [householdId, setHousehold] = useState('')
  const [menu, setMenu] = useState<Menu>('a')
  const [agreedOn, setAgreedOn] = useState(today)
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('startPairing')
  const send = async () => {
    const [person] = member
    setTried(true)
    if (!person || !householdId) return
    const answer = await save({ body: { memberId: person.memberId, householdId, menu, agreedOn } })
    if (!answer) return
    onClose()
    tell({ tone: 'done', sentence: words.done(person.name, formatDay(answer.reviewOn, today)) })
  }
  const chooseGrid = (next: string) => {
    setGridId(Number(next))
    setHousehold('')
  }
  return {
    ...{ member, setMember, gridId, chooseGrid, householdId, setHousehold, menu, setMenu },
    ...{ agreedOn, setAgreedOn, tried, send, saving, error },
  }
}

/** Who, which household, by which menu: the household has been asked before. */
export function StartForm({ grids, onClose }: { grids: Grids; onClose: () => void }) {
  const form = useStart(grids, onClose)
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
      {grids.length > 1 && (
        <PlaceField
          label={words.grid}
          value={String(form.gridId)}
          onChoose={form.chooseGrid}
          places={grids}
        />
      )}
      <HouseholdPicker
        key={form.gridId}
        gridId={form.gridId}
        value={form.householdId}
        onChoose={form.setHousehold}
        problem={missing(!form.householdId) ?? problem('householdId')}
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
