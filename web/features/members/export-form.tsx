import { type FormEvent, useState } from 'react'
import { asCallError, type CallError, fieldMessage } from '../../lib/call-error.ts'
import { fetchFile, saveFile } from '../../lib/download.ts'
import { tell } from '../../lib/receipts.ts'
import { useFirstField } from '../../lib/use-first-field.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.export
type Wish = { columns: 'common' | 'all'; numbers: 'masked' | 'clear'; reason: string }

function useExport(orgId: number, onClose: () => void) {
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  const fetch = async ({ columns, numbers, reason }: Wish) => {
    setBusy(true)
    setError(undefined)
    try {
      const clear = numbers === 'clear' ? { reason } : undefined
      const file = await fetchFile('exportRegister', { body: { orgId, columns, clear } })
      saveFile(file)
      onClose()
      tell({ tone: 'done', sentence: words.done(file.name) })
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { fetch, busy, error }
}

/** The register as a workbook; in clear only with a reason. */
export function ExportForm({ orgId, where, onClose }: { orgId: number; where: string; onClose: () => void }) {
  const [wish, setWish] = useState<Wish>({ columns: 'common', numbers: 'masked', reason: '' })
  const { fetch, busy, error } = useExport(orgId, onClose)
  const form = useFirstField<HTMLFormElement>()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void fetch(wish)
  }
  return (
    <form ref={form} className="form members-form" onSubmit={submit}>
      <h2>{`${words.title}：${where}`}</h2>
      {error && error.field !== 'body.clear.reason' && <Trouble error={error} />}
      <Choice
        legend={words.columns}
        value={wish.columns}
        onChoose={(columns) => setWish({ ...wish, columns })}
        options={[
          { value: 'common', label: words.common },
          { value: 'all', label: words.all },
        ]}
      />
      <Choice
        legend={words.numbers}
        value={wish.numbers}
        onChoose={(numbers) => setWish({ ...wish, numbers })}
        options={[
          { value: 'masked', label: words.masked, note: words.maskedNote },
          { value: 'clear', label: words.clear, note: words.clearNote },
        ]}
      />
      {wish.numbers === 'clear' && (
        <TextField
          label={words.reason}
          hint={words.reasonHint}
          value={wish.reason}
          onType={(reason) => setWish({ ...wish, reason })}
          problem={fieldMessage(error, 'body.clear.reason')}
        />
      )}
      <div className="two">
        <Button submit tone="go" busy={busy}>
          {words.save}
        </Button>
        <Button onPress={onClose}>{words.cancel}</Button>
      </div>
    </form>
  )
}
