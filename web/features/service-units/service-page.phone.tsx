import '../../ui/due-row.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { useKeptSave } from '../../lib/outbox/use-kept-save.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'

type Unit = CallOutput<'listServiceUnits'>['rows'][number]
type SheetProps = { unit: Unit; onClose: () => void }
const words = messages.own

function SignUp({ unit, onClose }: SheetProps) {
  const [skill, setSkill] = useState('')
  const { save, saving, error } = useSave('signUpForService', `service:${unit.unitId}:sign`)
  const send = async () => {
    if (!(await save({ params: { unitId: unit.unitId }, body: { skill } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.signed(unit.orgName) })
  }
  return (
    <FormSheet
      title={words.signUp}
      sub={unit.orgName}
      error={error}
      send={words.signUp}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={words.skill}
        value={skill}
        onType={setSkill}
        maxLength={40}
        problem={fieldMessage(error, 'body.skill')}
      />
    </FormSheet>
  )
}

function LogService({ unit, onClose }: SheetProps) {
  const { today } = useSession()
  const [day, setDay] = useState(today)
  const [what, setWhat] = useState('')
  const [matter, setMatter] = useState<'residents' | 'community'>('residents')
  const [problems, setProblems] = useState('1')
  const { save, saving, error } = useKeptSave('logService')
  const isCount = /^\d{1,3}$/.test(problems.trim()) && Number(problems) <= 200
  const send = async () => {
    if (!isCount) return
    const body = { day, what, matter, problems: Number(problems) }
    const answer = await save({
      request: { params: { unitId: unit.unitId }, body },
      slot: `service:${unit.unitId}`,
      title: unit.orgName,
      lines: [day, what],
      page: '/service',
    })
    if (!answer) return
    onClose()
    if (answer === 'kept') tell({ tone: 'offline', sentence: words.kept })
    else tell({ tone: 'done', sentence: words.done })
  }
  return (
    <FormSheet
      title={words.log}
      sub={unit.orgName}
      error={error}
      send={messages.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <TextField
        label={messages.what}
        value={what}
        onType={setWhat}
        maxLength={200}
        problem={fieldMessage(error, 'body.what')}
      />
      <Choice
        legend={messages.matter}
        value={matter}
        onChoose={setMatter}
        options={[
          { value: 'residents', label: words.residents },
          { value: 'community', label: words.community },
        ]}
      />
      <TextField
        label={messages.problems}
        hint={words.problemsHint}
        inputMode="numeric"
        value={problems}
        onType={setProblems}
        problem={isCount ? undefined : words.wrong}
      />
      <TextField
        label={messages.date}
        type="date"
        value={day}
        onType={setDay}
        problem={fieldMessage(error, 'body.day')}
      />
    </FormSheet>
  )
}

function Row({ unit, onOpen }: { unit: Unit; onOpen: (what: 'sign' | 'log') => void }) {
  const detail = useCall('getServiceUnit', { params: { unitId: unit.unitId } })
  const signed = detail.data?.signedUp.some((one) => one.own)
  return (
    <li className="task">
      <div>
        <b>{unit.orgName}</b>
        <span>{unit.name}</span>
      </div>
      {signed && (
        <Button label={words.logFor(unit.orgName)} onPress={() => onOpen('log')}>
          {words.log}
        </Button>
      )}
      {signed === false && unit.abilities.signUp && (
        <Button label={words.signUpFor(unit.orgName)} onPress={() => onOpen('sign')}>
          {words.signUp}
        </Button>
      )}
    </li>
  )
}

function Last() {
  const { today } = useSession()
  const list = useCall('listServiceLogs', { query: { own: 'true', limit: 10 } })
  const rows = list.data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <section className="pad top">
      <h2>{words.last}</h2>
      {rows.map((log) => (
        <p key={log.logId}>
          {formatDay(log.day, today)}　{log.what}
          {log.withdrawReason !== null && `　${messages.withdrawn}`}
        </p>
      ))}
    </section>
  )
}

/** Where the own unit has reported: sign up once, then say what was done. */
export default function ServicePage() {
  const list = useCall('listServiceUnits', { query: { limit: 20 } })
  const [open, setOpen] = useState<{ unit: Unit; what: 'sign' | 'log' }>()
  const close = () => setOpen(undefined)
  return (
    <Screen title={words.title} back="/record">
      <Answer of={list}>
        {({ rows }) => {
          const own = rows.filter((unit) => unit.abilities.signUp)
          if (own.length === 0) return <Empty>{words.empty}</Empty>
          return (
            <ul className="tasks">
              {own.map((unit) => (
                <Row key={unit.unitId} unit={unit} onOpen={(what) => setOpen({ unit, what })} />
              ))}
            </ul>
          )
        }}
      </Answer>
      <Last />
      {open?.what === 'sign' && <SignUp unit={open.unit} onClose={close} />}
      {open?.what === 'log' && <LogService unit={open.unit} onClose={close} />}
    </Screen>
  )
}
