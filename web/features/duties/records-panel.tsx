import { useEffect, useRef } from 'react'
import { messages } from './messages.ts'
import { DutyRecords } from './records.tsx'

type PanelProps = { orgId: number; code: string; title: string; year: number; onClose: () => void }

/** Opens beside what was pressed; the reader's place goes with it. */
export function RecordsPanel({ orgId, code, title, year, onClose }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  return (
    <aside className="duty-panel" aria-label={title}>
      <div className="duty-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" className="x" aria-label={messages.close} onClick={onClose}>
          ✕
        </button>
      </div>
      <DutyRecords orgId={orgId} code={code} year={year} />
    </aside>
  )
}
