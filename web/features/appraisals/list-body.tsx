import './appraisals.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { to } from '../../lib/link.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import type { List } from './appraisal-types.ts'
import { messages } from './messages.ts'

const words = messages.list
const limit = 50

function Opening({ orgId, name, years }: List['mayOpenAt'][number]) {
  const { save, saving, error } = useSave('openAppraisal', `appraisal:open:${orgId}`)
  const open = async (year: number) => {
    if (await save({ params: { orgId }, body: { year } }))
      tell({ tone: 'done', sentence: words.opened(year) })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      {years.map((year) => (
        <Button key={year} busy={saving} label={words.openLabel(name, year)} onPress={() => void open(year)}>
          {words.open(year)}
        </Button>
      ))}
    </>
  )
}

type Limit = List['mayLimitAt'][number]

function LimitForm({ of, onClose }: { of: Limit; onClose: () => void }) {
  const [most, setMost] = useState(String(of.most))
  const [parts, setParts] = useState(String(of.parts))
  const { save, saving, error } = useSave('setAppraisalCeiling', `appraisal:ceiling:${of.orgId}`)
  const send = async () => {
    const body = { most: Number(most) || 0, parts: Number(parts) || 0 }
    if (!(await save({ params: { orgId: of.orgId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.limitSaved })
  }
  return (
    <FormSheet
      title={words.limitTitle}
      sub={of.name}
      error={error}
      send={words.limitSave}
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p className="note">{words.limitHint}</p>
      <TextField
        label={words.most}
        inputMode="numeric"
        value={most}
        onType={setMost}
        problem={fieldMessage(error, 'body.most')}
      />
      <TextField
        label={words.parts}
        inputMode="numeric"
        value={parts}
        onType={setParts}
        problem={fieldMessage(error, 'body.parts')}
      />
    </FormSheet>
  )
}

function Limits({ of }: { of: List['mayLimitAt'] }) {
  const [changing, setChanging] = useState<Limit>()
  return (
    <ul className="tasks">
      {of.map((one) => (
        <li className="task" key={one.orgId}>
          <div>
            <span>{words.limit(one.name, one.most, one.parts)}</span>
          </div>
          <Button tone="quiet" onPress={() => setChanging(one)}>
            {words.limitChange}
          </Button>
        </li>
      ))}
      {changing && <LimitForm of={changing} onClose={() => setChanging(undefined)} />}
    </ul>
  )
}

function Round({ row }: { row: List['rows'][number] }) {
  const what = messages.year(row.orgName, row.year)
  return (
    <li className="task">
      <div>
        <b>{what}</b>
        <span>
          <em>{row.stateLabel}</em>
          {messages.written(row.written, row.people)}
        </span>
      </div>
      <LinkButton href={to(`/appraisals/${row.roundId}`)} label={words.lookAt(what)}>
        {words.look}
      </LinkButton>
    </li>
  )
}

/** Rounds of the own branch, or of the branches below; who may begin one begins it here. */
export function ListBody({ search }: { search: URLSearchParams }) {
  const offset = readOffset(search)
  const list = useCall('listAppraisals', { query: { limit, offset } })
  return (
    <Answer of={list}>
      {({ rows, count, mayOpenAt, mayLimitAt }) => (
        <div className="appraise">
          {mayOpenAt.length > 0 && (
            <div className="acts">
              {mayOpenAt.map((one) => (
                <Opening key={one.orgId} {...one} />
              ))}
            </div>
          )}
          {rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((row) => (
                <Round key={row.roundId} row={row} />
              ))}
            </ul>
          )}
          <Pager
            count={count}
            offset={offset}
            limit={limit}
            unit={messages.unit}
            pathOf={(at) => `/appraisals?offset=${at}`}
          />
          {mayLimitAt.length > 0 && <Limits of={mayLimitAt} />}
        </div>
      )}
    </Answer>
  )
}
