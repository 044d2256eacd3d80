import './pairings.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { printYuan } from '../../lib/outbox/yuan.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { fileWords as words } from './hardship-messages.ts'
import { OpenForm } from './open-form.tsx'

export type HardshipFile = CallOutput<'listHardshipFiles'>['rows'][number]
const limit = 50

/** Waiting for the member, or agreed on until a day. */
export function FileState({
  row,
}: {
  row: Pick<HardshipFile, 'state' | 'answerBy' | 'agreedOn' | 'agreedBy' | 'expiresOn' | 'hasWish'>
}) {
  const { today } = useSession()
  const { state, answerBy, agreedOn, agreedBy, expiresOn, hasWish } = row
  if (state === 'asked')
    return <StampWord state="due">{words.asked(formatDay(answerBy ?? expiresOn, today))}</StampWord>
  if (hasWish) return <StampWord state="soon">{words.hasWish}</StampWord>
  const agreed = agreedOn && words.agreed(formatDay(agreedOn, today), words.by[agreedBy])
  return <>{[agreed, words.until(formatDay(expiresOn, today))].filter(Boolean).join('，')}</>
}

function Line({ row }: { row: HardshipFile }) {
  return (
    <li className="task">
      <div>
        <b>{row.name}</b>
        <span>{[row.settingLabel, words.aims(row.aimLabels.join('、'))].join('，')}</span>
        <span>
          <FileState row={row} />
        </span>
      </div>
      <LinkButton href={to(`/hardship-files/${row.fileId}`)} label={words.lookFor(row.name)}>
        {words.look}
      </LinkButton>
    </li>
  )
}

/** The files of the own branch that stand, and what was given this year. */
export function FilesBody({ search }: { search: URLSearchParams }) {
  const offset = readOffset(search)
  const [opening, setOpening] = useState(false)
  const list = useCall('listHardshipFiles', { query: { limit, offset } })
  return (
    <div className="pairings">
      <Answer of={list}>
        {({ rows, count, totals }) => (
          <>
            <div className="pairings-acts">
              <Button tone="go" onPress={() => setOpening(true)}>
                {words.open}
              </Button>
            </div>
            <p>{words.totals(totals.year, totals.aids, printYuan(totals.fen))}</p>
            {rows.length === 0 ? (
              <Empty>{words.empty}</Empty>
            ) : (
              <ul className="tasks">
                {rows.map((row) => (
                  <Line key={row.fileId} row={row} />
                ))}
              </ul>
            )}
            <Pager
              count={count}
              offset={offset}
              limit={limit}
              unit={words.unit}
              pathOf={(next) => `/hardship-files?offset=${next}`}
            />
            {opening && <OpenForm onClose={() => setOpening(false)} />}
          </>
        )}
      </Answer>
    </div>
  )
}
