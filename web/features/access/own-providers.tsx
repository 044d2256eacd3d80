import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { ProviderLinks } from './provider-links.tsx'
import { providerWords as words } from './provider-words.ts'

type Own = CallOutput<'listOwnLinks'>
type Provider = Own['open'][number]
type Entry = 'office' | 'phone'

/** One's own account and the identity services by which one comes in. Nothing stands here where none is set up. */
export function OwnProviders({ entry }: { entry: Entry }) {
  const own = useCall('listOwnLinks', {})
  return (
    <Answer of={own}>
      {(data) =>
        data.rows.length + data.open.length > 0 && <Links own={data} entry={entry} onDone={own.reload} />
      }
    </Answer>
  )
}

function Links({ own, entry, onDone }: { own: Own; entry: Entry; onDone: () => void }) {
  const [chosen, setChosen] = useState<Provider>()
  const end = useSave('endOwnLink')
  const giveUp = async (linkId: string) => {
    if (!(await end.save({ params: { linkId }, body: {} }))) return
    tell({ tone: 'done', sentence: words.endedNow })
    onDone()
  }
  const offer = own.hasPassword && !chosen
  return (
    <section className="own-door">
      <h2>{words.title}</h2>
      {end.error && <Trouble error={end.error} />}
      {own.rows.length === 0 && <p className="note">{words.none}</p>}
      {!own.hasPassword && <p className="note">{words.noPassword}</p>}
      <ProviderLinks
        rows={own.rows}
        act={({ linkId, providerName }) => (
          <Button
            label={words.endLabel(providerName ?? words.title)}
            busy={end.saving}
            onPress={() => void giveUp(linkId)}
          >
            {words.end}
          </Button>
        )}
      />
      <div className="acts">
        {offer &&
          own.open.map((one) => (
            <Button key={one.key} onPress={() => setChosen(one)}>
              {words.link(one.name)}
            </Button>
          ))}
      </div>
      {chosen && (
        <LinkForm
          provider={chosen}
          entry={entry}
          asksForCode={own.secondFactor}
          onCancel={() => setChosen(undefined)}
        />
      )}
    </section>
  )
}

type LinkFormProps = { provider: Provider; entry: Entry; asksForCode: boolean; onCancel: () => void }

/** The password of one's own account anew, then over to the service. A password is never kept as a draft. */
function LinkForm({ provider, entry, asksForCode, onCancel }: LinkFormProps) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { save, saving, error } = useSave('startOwnLink')
  const leave = async (event: FormEvent) => {
    event.preventDefault()
    const answer = await save({ body: { provider: provider.key, password, code: code || null, entry } })
    if (answer) location.assign(answer.address)
  }
  return (
    <form className="form narrow" onSubmit={(event) => void leave(event)}>
      <p>{words.hint}</p>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={words.password}
        type="password"
        value={password}
        onType={setPassword}
        autoComplete="current-password"
        problem={fieldMessage(error, 'body.password')}
      />
      {asksForCode && (
        <TextField
          label={words.code}
          hint={words.codeHint}
          value={code}
          onType={setCode}
          inputMode="numeric"
          autoComplete="one-time-code"
          problem={fieldMessage(error, 'body.code')}
        />
      )}
      <div className="two">
        <Button submit busy={saving}>
          {words.go}
        </Button>
        <Button onPress={onCancel}>{words.cancel}</Button>
      </div>
    </form>
  )
}
