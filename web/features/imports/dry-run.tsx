import { useQuery } from '@tanstack/react-query'
import { go, to } from '../../lib/link.ts'
import { ask } from '../../lib/query.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageFoot } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Receipt } from '../../ui/receipt.tsx'
import { Answer, Empty, Trouble } from '../../ui/states.tsx'
import { ColumnNotes } from './column-notes.tsx'
import { DiffTable } from './diff-table.tsx'
import { homeOf } from './import-head.tsx'
import { type Import, takenVerdicts } from './import-types.ts'
import { messages } from './messages.ts'
import { addressOf, pageSize, queryOf, readShow, type Show } from './rows-address.ts'
import { TakeAll } from './take-all.tsx'
import { useDecisions } from './use-decisions.ts'
import { VerdictTiles } from './verdict-tiles.tsx'

const words = messages.foot

/** 新增 4，更改 7 */
export function sayParts(accepted: Import['accepted']): string {
  const parts = takenVerdicts.filter((verdict) => accepted[verdict] > 0)
  return parts.map((verdict) => words.part(messages.verdicts[verdict], accepted[verdict])).join('，')
}

/** The rows of one kind, a page of them. */
export function Rows(props: {
  found: Import
  show: Show
  offset: number
  decisions?: ReturnType<typeof useDecisions>
}) {
  const { found, show, offset, decisions } = props
  const { importId } = found
  const rows = useQuery({
    ...ask('listImportRows', { params: { importId }, query: queryOf({ show, offset }) }),
    placeholderData: (before) => before,
  })
  return (
    <Answer of={rows}>
      {({ rows: lines, count }) =>
        lines.length === 0 ? (
          <Empty>{messages.table.empty}</Empty>
        ) : (
          <>
            <DiffTable
              lines={lines}
              what={found.what}
              decisions={decisions}
              head={decisions && <TakeAll found={found} show={show} decisions={decisions} />}
            />
            <Pager
              count={count}
              offset={offset}
              limit={pageSize}
              unit={found.what === 'members' ? messages.table.unit : messages.households.unit}
              onGo={(next) => go(addressOf(importId, show, next))}
            />
          </>
        )
      }
    </Answer>
  )
}

function leftOut({ counts, accepted }: Import): number {
  const could = takenVerdicts.reduce((sum, verdict) => sum + counts[verdict], 0)
  return could - accepted.all
}

function Foot({ found }: { found: Import }) {
  const { importId, accepted, counts } = found
  const { save, saving, error } = useSave('applyImport')
  const apply = async () => {
    if (await save({ params: { importId }, body: { rows: accepted.all } })) go(`/imports/${importId}`)
  }
  const left = words.left(leftOut(found), counts.refuse + counts.duplicate)
  return (
    <>
      {error && <Trouble error={error} />}
      <PageFoot
        actions={
          <>
            <LinkButton href={to(homeOf(found))}>{words.notYet}</LinkButton>
            <Button
              tone="go"
              busy={saving}
              disabled={accepted.all === 0 || !found.abilities.apply}
              onPress={() => void apply()}
            >
              {words.apply(accepted.all)}
            </Button>
          </>
        }
      >
        <p aria-live="polite">
          {words.taken(accepted.all, sayParts(accepted))}
          {left && `${left}。`}
        </p>
        {words.undo}
      </PageFoot>
    </>
  )
}

/** Screen 2 of the design: what would be written, row by row, and the one button that writes it. */
export function DryRun({ found, search }: { found: Import; search: URLSearchParams }) {
  const { show, offset } = readShow(search, 'differing')
  const decisions = useDecisions(found.importId)
  return (
    <>
      {found.failure && (
        <Receipt tone="error">
          {found.failure.message}
          {found.failure.lines.length > 0 && ` ${messages.page.linesAtFault(found.failure.lines)}`}
        </Receipt>
      )}
      <VerdictTiles found={found} show={show} />
      <ColumnNotes columns={found.columns} />
      {decisions.error && <Trouble error={decisions.error} />}
      <Rows found={found} show={show} offset={offset} decisions={decisions} />
      <Foot found={found} />
    </>
  )
}
