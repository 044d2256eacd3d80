import { useState } from 'react'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { subscribe } from './subscribe.ts'

const words = messages.settings

/** Asks the browser for its leave only when it is pressed: no page asks by itself. */
export function PushButton({ pushKey }: { pushKey: string }) {
  const { save, saving, error } = useSave('addReminderAddress')
  const [trouble, setTrouble] = useState<string>()
  const press = async () => {
    setTrouble(undefined)
    const found = await subscribe(pushKey)
    if (typeof found === 'string') return setTrouble(found === 'denied' ? words.pushDenied : words.pushNone)
    const body = { channel: 'web-push' as const, label: words.pushLabel, ...found }
    if (await save({ body })) tell({ tone: 'done', sentence: words.added })
  }
  return (
    <>
      {error && <Trouble error={error} />}
      {trouble && <p className="problem">{trouble}</p>}
      <Button busy={saving} onPress={() => void press()}>
        {words.push}
      </Button>
    </>
  )
}
