import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Check, Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type One = CallOutput<'getTeam'>
type SheetProps = { team: One; onClose: () => void }
const words = messages.people

/** A member by the register, or a volunteer by a name, a consent and its last day. */
export function AddSheet({ team, onClose }: SheetProps) {
  const { today } = useSession()
  const [source, setSource] = useState('member')
  const [picked, setPicked] = useState<Person[]>([])
  const [guest, setGuest] = useState({ name: '', phone: '', consentOn: today, expiresOn: '' })
  const { save, saving, error } = useSave('addTeamPeople', `team:${team.teamId}:add`)
  const type = (next: Partial<typeof guest>) => setGuest((now) => ({ ...now, ...next }))
  const problem = (field: string) => fieldMessage(error, `body.rows.0.${field}`)
  const name = source === 'member' ? (picked[0]?.name ?? '') : guest.name
  const send = async () => {
    const { phone, consentOn, expiresOn } = guest
    const row =
      source === 'member'
        ? { memberId: picked[0]?.memberId ?? null }
        : { name: guest.name, phone: phone.trim() || null, consentOn, expiresOn: expiresOn || null }
    if (!(await save({ params: { teamId: team.teamId }, body: { rows: [row] } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(name) })
  }
  return (
    <FormSheet
      title={words.add}
      sub={team.name}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      {error && !error.field?.startsWith('body.rows.0.') && <Trouble error={error} />}
      <Choice
        legend={words.from}
        value={source}
        onChoose={setSource}
        options={[
          { value: 'member', label: words.member },
          { value: 'guest', label: words.guest },
        ]}
      />
      {source === 'member' ? (
        <MemberPicker label={words.name} picked={picked} onChange={setPicked} single />
      ) : (
        <>
          <TextField
            label={words.name}
            value={guest.name}
            onType={(next) => type({ name: next })}
            problem={problem('name')}
          />
          <TextField
            label={words.phone}
            hint={words.phoneHint}
            type="tel"
            optional
            value={guest.phone}
            onType={(phone) => type({ phone })}
            problem={problem('phone')}
          />
          <TextField
            label={words.consent}
            type="date"
            value={guest.consentOn}
            onType={(consentOn) => type({ consentOn })}
            problem={problem('consentOn')}
          />
          <TextField
            label={words.until}
            hint={words.untilHint}
            type="date"
            value={guest.expiresOn}
            onType={(expiresOn) => type({ expiresOn })}
            problem={problem('expiresOn')}
          />
        </>
      )}
    </FormSheet>
  )
}

const weekdays = [
  ['MO', '周一'],
  ['TU', '周二'],
  ['WE', '周三'],
  ['TH', '周四'],
  ['FR', '周五'],
  ['SA', '周六'],
  ['SU', '周日'],
] as const

/** Weekdays within a season; everybody of the team in their order. */
export function RosterSheet({ team, onClose }: SheetProps) {
  const { today } = useSession()
  const say = messages.roster
  const [value, setValue] = useState({
    ...{ title: '', seasonFrom: today, seasonTo: '', startsAt: '', endsAt: '', perDay: '1' },
  })
  const [days, setDays] = useState<readonly string[]>(['SA', 'SU'])
  const { save, saving, error } = useSave('setRoster', `team:${team.teamId}:roster`)
  const type = (next: Partial<typeof value>) => setValue((now) => ({ ...now, ...next }))
  const send = async () => {
    const byDay = weekdays.filter(([code]) => days.includes(code)).map(([code]) => code)
    const made = await save({
      params: { teamId: team.teamId },
      body: {
        ...{ title: value.title, rrule: `FREQ=WEEKLY;BYDAY=${byDay.join(',')}` },
        ...{ seasonFrom: value.seasonFrom, seasonTo: value.seasonTo, perDay: Number(value.perDay) },
        ...{ startsAt: value.startsAt || null, endsAt: value.endsAt || null },
        personIds: team.people.map((person) => person.personId),
      },
    })
    if (!made) return
    onClose()
    tell({ tone: 'done', sentence: say.done(made.turns) })
  }
  const field = (key: keyof typeof value, label: string, kind: 'text' | 'date' | 'time' = 'text') => (
    <TextField
      label={label}
      type={kind}
      optional={kind === 'time'}
      value={value[key]}
      onType={(next) => type({ [key]: next })}
      problem={fieldMessage(error, `body.${key}`)}
    />
  )
  return (
    <FormSheet
      title={say.add}
      sub={team.name}
      error={error}
      send={say.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{say.hint}</p>
      {field('title', say.name)}
      <fieldset className="choice">
        <legend>{say.days}</legend>
        <div className="choice-of">
          {weekdays.map(([code, label]) => (
            <Check
              key={code}
              checked={days.includes(code)}
              onChange={(on) => setDays((now) => (on ? [...now, code] : now.filter((one) => one !== code)))}
            >
              {label}
            </Check>
          ))}
        </div>
        {fieldMessage(error, 'body.rrule') && <p className="problem">{fieldMessage(error, 'body.rrule')}</p>}
      </fieldset>
      {field('seasonFrom', say.from, 'date')}
      {field('seasonTo', say.to, 'date')}
      {field('startsAt', say.start, 'time')}
      {field('endsAt', say.end, 'time')}
      {field('perDay', say.perDay)}
    </FormSheet>
  )
}
