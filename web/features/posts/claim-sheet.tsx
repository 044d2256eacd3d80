import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { MemberPicker, type Person } from '../../ui/member-picker.tsx'
import { messages } from './messages.ts'

type Post = CallOutput<'listPosts'>['rows'][number]
const words = messages.claim

type ClaimSheetProps = {
  post: Pick<Post, 'postId' | 'title' | 'duty'>
  forOther: boolean
  onClose: () => void
}

/** One thing that one is good at, for oneself or for another who asked. */
export function ClaimSheet({ post, forOther, onClose }: ClaimSheetProps) {
  const [strength, setStrength] = useState('')
  const [picked, setPicked] = useState<Person[]>([])
  const { save, saving, error } = useSave('claimPost', `post:${post.postId}:claim`)
  const send = async () => {
    const body = { memberId: forOther ? (picked[0]?.memberId ?? null) : null, strength }
    if (!(await save({ params: { postId: post.postId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(post.title) })
  }
  const title = forOther ? words.recordFor(post.title) : words.openFor(post.title)
  return (
    <FormSheet
      title={title}
      sub={post.duty}
      error={error}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.hint}</p>
      {forOther && (
        <MemberPicker
          label={words.who}
          picked={picked}
          onChange={setPicked}
          single
          problem={fieldMessage(error, 'body.memberId')}
        />
      )}
      <TextField
        label={words.strength}
        value={strength}
        onType={setStrength}
        maxLength={60}
        problem={fieldMessage(error, 'body.strength')}
      />
    </FormSheet>
  )
}
