import './boards.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { fetchFile } from '../../lib/download.ts'
import { go, to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { WhyDrawer } from '../../ui/why-drawer.tsx'
import { BoardTable } from './board-table.tsx'
import { type BoardView, type BoardWhy, boardPath, readBoardView, spanOfView } from './board-view.ts'
import { messages } from './messages.ts'
import { type Span, spanOf } from './period.ts'
import { PeriodChoice } from './period-choice.tsx'
import { PrepareForm, type Wording } from './prepare-form.tsx'
import { titles } from './titles.ts'
import { WhyBoard } from './why-board.tsx'

type Board = CallOutput<'getBoard'>
const words = messages.board

/** Whose figure is open, in which column, and how much it is: the question at the head of the drawer. */
function askedOf(board: Board, why: BoardWhy) {
  const { organisation, totals, period } = board
  const isSum = why.orgId === organisation.orgId
  const line = why.memberId
    ? board.members.find((member) => member.memberId === why.memberId)
    : board.below.find((row) => row.orgId === why.orgId)
  const column = board.columns.findIndex((one) => one.ruleId !== null && one.ruleId === why.ruleId)
  const sums = line ?? (isSum ? totals : undefined)
  const points = why.ruleId === undefined ? sums?.points : sums?.cells[column]
  const who = line ? ('label' in line ? line.label : line.name) : organisation.name
  return { who, column: board.columns[column]?.name, period: period.label, points: points ?? 0 }
}

function usePrepare(orgId: number, { from, to }: Span) {
  const { save, saving, error } = useSave('preparePublication', `board:${orgId}:${from}:${to}`)
  const prepare = async (wording: Wording, done: () => void) => {
    const answer = await save({ body: { orgId, from, to, ...wording } })
    if (!answer) return
    done()
    const sentence = messages.prepare.done(answer.dueOn)
    goTelling(`/publications/${answer.publicationId}`, { tone: 'done', sentence })
  }
  return { prepare, saving, error }
}

function Prepare({ board, onKeep }: { board: Board; onKeep: () => void }) {
  const { organisation, period } = board
  const { prepare, saving, error } = usePrepare(organisation.orgId, period)
  return (
    <PrepareForm
      keptAs={`board:${organisation.orgId}:${period.from}:${period.to}`}
      orgName={organisation.name}
      verb={messages.prepare.send}
      busy={saving}
      error={error}
      onSend={(wording, done) => void prepare(wording, done)}
      onKeep={onKeep}
    />
  )
}

function sayOrder(board: Board): string {
  if (board.below.length > 0) return words.orderBelow
  return board.named ? words.order : words.unnamed
}

type BodyProps = { board: Board; view: BoardView; onWhy: (why: BoardWhy | undefined) => void }

function Body({ board, view, onWhy }: BodyProps) {
  const empty = board.members.length + board.below.length === 0
  if (empty) return <Empty>{words.empty}</Empty>
  return (
    <>
      <p className="say">
        {words.sum(board.totals.members, board.totals.points)}。{sayOrder(board)}
      </p>
      <BoardTable
        board={board}
        why={view.why}
        onWhy={onWhy}
        linkTo={(orgId) => to(boardPath({ ...view, orgId, why: undefined }))}
      />
    </>
  )
}

/** The board as a table to work on. */
function Workbook({ board: { organisation, period } }: { board: Board }) {
  const params = { orgId: organisation.orgId }
  const query = { from: period.from, to: period.to }
  return <FileButton fetch={() => fetchFile('getBoardWorkbook', { params, query })}>{words.excel}</FileButton>
}

function BoardOf({ orgId, view }: { orgId: number; view: BoardView }) {
  const { today } = useSession()
  const [preparing, setPreparing] = useState(false)
  const span = spanOfView(view) ?? spanOf('quarter', today)
  const board = useQuery(ask('getBoard', { params: { orgId }, query: span }))
  const { data } = board
  const onWhy = (why: BoardWhy | undefined) =>
    go(boardPath({ ...view, why }), { replace: view.why !== undefined })
  const problem = fieldMessage(board.error ?? undefined, 'query.from')
  return (
    <>
      <PageHead
        title={titles.board}
        sub={data && words.sub(data.organisation.name, data.period.label)}
        actions={
          <>
            {data && <Workbook board={data} />}
            {data?.abilities.prepare && !preparing && (
              <Button tone="go" onPress={() => setPreparing(true)}>
                {messages.prepare.start}
              </Button>
            )}
          </>
        }
      />
      <PeriodChoice
        span={span}
        problem={problem}
        onChoose={(next) => go(boardPath({ orgId: view.orgId, ...next }), { replace: true })}
      />
      {preparing && data && <Prepare board={data} onKeep={() => setPreparing(false)} />}
      <Answer of={board}>{(board) => <Body board={board} view={view} onWhy={onWhy} />}</Answer>
      <WhyDrawer
        open={view.why !== undefined && data !== undefined}
        onClose={() => onWhy(undefined)}
        address={to(boardPath({ ...view, orgId, ...span }))}
      >
        {view.why && data && (
          <WhyBoard
            key={JSON.stringify(view.why)}
            orgId={orgId}
            span={span}
            why={view.why}
            asked={askedOf(data, view.why)}
          />
        )}
      </WhyDrawer>
    </>
  )
}

/** The live board of an organisation, as its publication would show it, and the way to one. */
export default function BoardPage({ search }: PageProps) {
  const place = usePlace()
  const view = readBoardView(search)
  const orgId = view.orgId ?? place?.orgId
  if (orgId === undefined) {
    return (
      <>
        <PageHead title={titles.board} />
        <Empty>{messages.noPlace}</Empty>
      </>
    )
  }
  return <BoardOf key={orgId} orgId={orgId} view={view} />
}
