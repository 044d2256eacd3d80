import { type ComponentProps, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { loadSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Qr } from '../../ui/qr.tsx'
import { CodeForm } from './code-form.tsx'
import { doorWords } from './door-words.ts'

const words = doorWords.code
type Started = CallOutput<'startSecondFactor'>
/** What is under way: nothing, the password or the old code is asked for, a new secret is shown, or it is to be given up. */
type Step =
  | { is: 'rest' }
  | { is: 'first' }
  | { is: 'old' }
  | { is: 'new'; started: Started }
  | { is: 'remove' }

/** Sets, replaces or gives up the code beside one's password. */
export function SecondFactor({ isSet, onDone }: { isSet: boolean; onDone: () => void }) {
  const [step, setStep] = useState<Step>({ is: 'rest' })
  const start = useSave('startSecondFactor')
  const confirm = useSave('confirmSecondFactor')
  const remove = useSave('removeSecondFactor')
  const rest = () => setStep({ is: 'rest' })

  const begin = async (proof: { code: string } | { password: string }) => {
    const started = await start.save({ body: proof })
    if (started) setStep({ is: 'new', started })
  }
  const settle = async (code: string) => {
    if (!(await confirm.save({ body: { code } }))) return
    rest()
    tell({ tone: 'done', sentence: words.done })
    onDone()
    // With the code shown, this page opens what a password alone did not.
    await loadSession()
  }
  const giveUp = async (code: string) => {
    if (!(await remove.save({ body: { code } }))) return
    tell({ tone: 'done', sentence: words.removed })
    await loadSession()
  }
  return (
    <section className="own-door">
      <h2>{words.title}</h2>
      <p className="note">{isSet ? words.on : words.off}</p>
      {step.is === 'rest' && (
        <div className="acts">
          <Button onPress={() => setStep({ is: isSet ? 'old' : 'first' })}>
            {isSet ? words.replace : words.set}
          </Button>
          {isSet && <Button onPress={() => setStep({ is: 'remove' })}>{words.remove}</Button>}
        </div>
      )}
      {step.is === 'first' && (
        <CodeForm
          asks="password"
          label={words.password}
          hint={words.passwordHint}
          send={words.next}
          write={start}
          onSend={(password) => begin({ password })}
          onCancel={rest}
        />
      )}
      {step.is === 'old' && (
        <CodeForm
          label={words.old}
          hint={words.oldHint}
          send={words.next}
          write={start}
          onSend={(code) => begin({ code })}
          onCancel={rest}
        />
      )}
      {step.is === 'new' && (
        <NewSecret started={step.started} write={confirm} onSend={settle} onCancel={rest} />
      )}
      {step.is === 'remove' && (
        <CodeForm
          label={words.removeLabel}
          send={words.remove}
          write={remove}
          onSend={giveUp}
          onCancel={rest}
        />
      )}
    </section>
  )
}

type NewSecretProps = Pick<ComponentProps<typeof CodeForm>, 'write' | 'onSend' | 'onCancel'> & {
  started: Started
}

/** For the program on the phone, once; then a code of it. */
function NewSecret({ started, write, onSend, onCancel }: NewSecretProps) {
  return (
    <>
      <p>{words.scan}</p>
      <div className="own-code">
        <Qr text={started.address} label={words.picture} />
      </div>
      <p>
        <code className="own-secret">{(started.secret.match(/.{1,4}/g) ?? []).join(' ')}</code>
      </p>
      <CodeForm label={words.typed} send={words.confirm} write={write} onSend={onSend} onCancel={onCancel} />
    </>
  )
}
