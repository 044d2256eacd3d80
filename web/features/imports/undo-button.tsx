import { useState } from 'react'
import { go } from '../../lib/link.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.outcome

/** Takes a whole import back. What it undoes cannot be undone in turn, so it is asked once. */
export function UndoButton({ importId, rows }: { importId: string; rows?: number }) {
  const [asking, setAsking] = useState(false)
  const { save, saving, error, clearError } = useSave('undoImport')
  const close = () => {
    setAsking(false)
    clearError()
  }
  const undo = async () => {
    if (!(await save({ params: { importId }, body: {} }))) return
    setAsking(false)
    go(`/imports/${importId}`)
  }
  return (
    <>
      <Button onPress={() => setAsking(true)}>{words.undo}</Button>
      {asking && (
        <Sheet title={words.ask} label={words.ask} onClose={close}>
          {error && <Trouble error={error} />}
          {rows !== undefined && <p>{words.askSentence(rows)}</p>}
          <p className="note">{words.askNote}</p>
          <div className="two sheet-acts">
            <Button busy={saving} onPress={() => void undo()}>
              {words.undo}
            </Button>
            <Button onPress={close}>{words.keep}</Button>
          </div>
        </Sheet>
      )}
    </>
  )
}
