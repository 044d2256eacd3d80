import '../../ui/due-row.css'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { PushButton } from './push-button.tsx'
import type { Settings } from './settings-body.tsx'

const words = messages.settings
type Way = Settings['channels'][number]

function AddressForm({ channel, replaces }: { channel: 'mail' | 'sms'; replaces: boolean }) {
  const [address, setAddress] = useState('')
  const { save, saving, error } = useSave('addReminderAddress')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!(await save({ body: { channel, address } }))) return
    setAddress('')
    tell({ tone: 'done', sentence: words.added })
  }
  return (
    <form className="form narrow" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={words[channel]}
        hint={replaces ? words.replaces : undefined}
        value={address}
        onType={setAddress}
        type={channel === 'sms' ? 'tel' : 'text'}
        autoComplete={channel === 'sms' ? 'tel' : 'email'}
        problem={fieldMessage(error, 'body.address')}
      />
      <Button submit busy={saving}>
        {words.add}
      </Button>
    </form>
  )
}

function OneWay({ way, pushKey }: { way: Way; pushKey: string | null }) {
  const { save, saving } = useSave('endReminderAddress')
  const end = async (addressId: string) => {
    if (await save({ params: { addressId } })) tell({ tone: 'done', sentence: words.ended })
  }
  return (
    <div className="reminder-way">
      <h3 className="fl">{way.label}</h3>
      {!way.on && <p className="note">{words.offHere}</p>}
      {way.on && way.addresses.length === 0 && <p className="note">{words.none}</p>}
      {way.addresses.length > 0 && (
        <ul className="tasks">
          {way.addresses.map(({ addressId, label }) => (
            <li className="task" key={addressId}>
              <div>
                <b>{label}</b>
              </div>
              <Button
                tone="quiet"
                busy={saving}
                label={words.endOf(label)}
                onPress={() => void end(addressId)}
              >
                {words.end}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {way.on && (way.channel === 'mail' || way.channel === 'sms') && (
        <AddressForm channel={way.channel} replaces={way.addresses.length > 0} />
      )}
      {way.on && way.channel === 'web-push' && pushKey && <PushButton pushKey={pushKey} />}
    </div>
  )
}

/** Where one can be reached: each address shown masked, and ended with one touch. */
export function AddressesPart({ settings }: { settings: Settings }) {
  return (
    <section className="reminder-part">
      <h2>{words.where}</h2>
      {settings.channels
        .filter((way) => way.channel !== 'list')
        .map((way) => (
          <OneWay key={way.channel} way={way} pushKey={settings.pushKey} />
        ))}
    </section>
  )
}
