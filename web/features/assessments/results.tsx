import { useState } from 'react'
import { formatPoints } from '../../lib/format-points.ts'
import { Figure } from '../../ui/figure.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import type { One } from './assessment-types.ts'
import { Lines } from './lines.tsx'
import { messages } from './messages.ts'
import { sayCounts, sayMark } from './say-mark.ts'

const words = messages.one
type Row = One['rows'][number]

function markColumn(openId: string | undefined, toggle: (memberId: string) => void): Column<Row> {
  return {
    id: 'mark',
    head: words.mark,
    num: true,
    cell: ({ memberId, name, result }) => {
      if (!result) return null
      if (result.mark === null) return words.noResult
      return (
        <Figure
          label={words.openMark(name, result.mark)}
          open={openId === memberId}
          onToggle={() => toggle(memberId)}
        >
          {formatPoints(result.mark)}
        </Figure>
      )
    },
  }
}

/** In the order of the register, never by the marks. Each mark opens to what it was worked out from. */
export function Results({ one: { assessment, rows } }: { one: One }) {
  const [openId, setOpenId] = useState<string | undefined>()
  const toggle = (memberId: string) => setOpenId((now) => (now === memberId ? undefined : memberId))
  const columns: Column<Row>[] = [
    { id: 'name', head: words.name, names: true, cell: (row) => row.name },
    {
      id: 'counts',
      head: assessment.state === 'counted' ? words.counted : words.counts,
      cell: (row) => {
        if (row.excused !== null) return words.excused(row.excused)
        const counts = assessment.state === 'counted' ? row.counted : row.result?.counts
        if (!assessment.marked && row.result && !counts) return words.noResult
        return counts && <Lines of={sayCounts(assessment, counts)} />
      },
    },
    // While the first count waits to be checked nothing has come out yet.
    ...(assessment.marked && rows.some((row) => row.result) ? [markColumn(openId, toggle)] : []),
  ]
  return (
    <Ledger
      caption={words.caption}
      columns={columns}
      rows={rows}
      keyOf={(row) => row.memberId}
      openKey={openId}
      open={(row) => row.result && <Lines of={sayMark(assessment, row.result)} />}
    />
  )
}
