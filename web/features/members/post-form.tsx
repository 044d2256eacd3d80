import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useFirstField } from '../../lib/use-first-field.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { Member } from './fields.ts'
import { LifeForm } from './life-form.tsx'
import { lifeMessages } from './life-messages.ts'
import { messages } from './messages.ts'
import type { FormProps } from './use-life.ts'

const words = lifeMessages.postForm
type Post = Member['posts'][number]

export function PostForm({ member, onClose }: FormProps) {
  const { today } = useSession()
  const [kind, setKind] = useState<Post['kind']>('party')
  const [title, setTitle] = useState('')
  const [dated, setDated] = useState({ happenedOn: today, reason: '' })
  const { save, saving, error } = useSave('addPost')
  const submit = async () => {
    const { happenedOn: validFrom, reason } = dated
    const body = { kind, title, validFrom, reason: reason || undefined }
    if (!(await save({ params: { memberId: member.memberId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(title) })
  }
  return (
    <LifeForm
      typed={dated}
      onType={(next) => setDated({ ...dated, ...next })}
      dayLabel={words.from}
      save={words.save}
      saving={saving}
      error={error}
      own={['body.title']}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <Choice
        legend={words.kind}
        value={kind}
        onChoose={setKind}
        options={[
          { value: 'party', label: messages.page.postKinds.party },
          { value: 'service', label: messages.page.postKinds.service },
        ]}
      />
      <TextField
        label={words.title}
        hint={words.titleHint}
        value={title}
        onType={setTitle}
        maxLength={50}
        problem={fieldMessage(error, 'body.title')}
      />
    </LifeForm>
  )
}

/** Ends one post; its last day is asked. */
export function EndPost({ member, post, onClose }: FormProps & { post: Post }) {
  const { today } = useSession()
  const [typed, setTyped] = useState({ validTo: today, reason: '' })
  const { save, saving, error } = useSave('endPost')
  const form = useFirstField<HTMLFormElement>()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const params = { memberId: member.memberId, postId: post.postId }
    if (!(await save({ params, body: typed }))) return
    onClose()
    tell({ tone: 'done', sentence: words.ended(post.title) })
  }
  return (
    <form ref={form} className="reveal" onSubmit={(event) => void submit(event)}>
      {error && !error.field && <Trouble error={error} />}
      <TextField
        label={words.to}
        type="date"
        value={typed.validTo}
        onType={(validTo) => setTyped({ ...typed, validTo })}
        problem={fieldMessage(error, 'body.validTo')}
      />
      <TextField
        label={lifeMessages.acts.reason}
        value={typed.reason}
        onType={(reason) => setTyped({ ...typed, reason })}
        problem={fieldMessage(error, 'body.reason')}
      />
      <div className="two">
        <Button submit busy={saving}>
          {words.end}
        </Button>
        <Button tone="quiet" onPress={onClose}>
          {lifeMessages.acts.cancel}
        </Button>
      </div>
    </form>
  )
}
