import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

type ReceiptProps = {
  tone?: 'done' | 'late' | 'error' | 'offline' | undefined
  /** One sentence: what happened. */
  children: ReactNode
  /** What it changed elsewhere, so that nobody fills it in again. */
  changed?: readonly ReactNode[]
  /** The way back, or the next step. */
  action?: { label: string; run: () => void; busy?: boolean } | undefined
  /** Fills the width under the header: the answer to what one has just done. */
  big?: boolean
}

/** 回执: after every write one sentence, what it changed, and the way back. */
export function Receipt({ tone = 'done', children, changed = [], action, big = false }: ReceiptProps) {
  const toneClass = tone === 'done' ? '' : ` receipt-${tone}`
  return (
    <div className={`receipt${toneClass}${big ? ' big' : ''}`} role={tone === 'error' ? 'alert' : 'status'}>
      {big && tone === 'done' && <Icon name="ok" />}
      <div className="receipt-say">
        {children}
        {changed.length > 0 && (
          <ul className="ticks">
            {changed.map((line, index) => (
              <li key={index}>{line}</li>
            ))}
          </ul>
        )}
      </div>
      {action && (
        <Button onPress={action.run} busy={action.busy}>
          {action.label}
        </Button>
      )}
    </div>
  )
}
