import { useEffect, useState } from 'react'
import type { CallOutput } from '../../../lib/call-types.ts'
import { useSave } from '../../../lib/use-save.ts'
import { Sheet } from '../../../ui/sheet.tsx'
import { Loading, Trouble } from '../../../ui/states.tsx'
import { listWords as words } from './list-words.ts'

type LookProps = { visitId: string; sub: string; onClose: () => void }

/** What was written on the doorstep, for this one look: it is fetched when it is asked for and not kept. */
export function LookSheet({ visitId, sub, onClose }: LookProps) {
  const { save, error } = useSave('showVisit')
  const [seen, setSeen] = useState<CallOutput<'showVisit'>>()
  useEffect(() => {
    void save({ params: { visitId }, body: {} }).then(setSeen)
  }, [save, visitId])
  return (
    <Sheet title={words.look} sub={sub} label={words.look} onClose={onClose}>
      <div className="form">
        <p className="note">{words.lookHint}</p>
        {error ? <Trouble error={error} /> : !seen && <Loading />}
        {seen && (
          <dl>
            <dt>{words.noted}</dt>
            <dd>{seen.note ?? words.nothing}</dd>
            {seen.solaceWhat && (
              <>
                <dt>{words.solaceWhat}</dt>
                <dd>{seen.solaceWhat}</dd>
              </>
            )}
          </dl>
        )}
      </div>
    </Sheet>
  )
}
