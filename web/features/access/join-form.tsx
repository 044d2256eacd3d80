import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { useSettled } from '../../lib/use-settled.ts'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { messages } from './messages.ts'

const words = messages.join
type Account = CallOutput<'listAccounts'>['rows'][number]
type JoinFormProps = { account: Account; onClose: () => void }

/** Whose account one is that stood before: found by the name alone, since an administrator does not read the register. */
export function JoinForm({ account, onClose }: JoinFormProps) {
  const { accountId } = account
  const [name, setName] = useState(account.name)
  const [memberId, setMemberId] = useState('')
  const [reason, setReason] = useState('')
  const settled = useSettled(name.trim())
  const asked = { params: { accountId }, query: { name: settled || account.name } }
  const found = useQuery(ask('listJoinable', asked)).data?.rows ?? []
  const { save, saving, error } = useSave('joinAccount', `accounts:${accountId}:join`)
  const send = async () => {
    if (!(await save({ params: { accountId }, body: { memberId, reason } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(account.name) })
  }
  return (
    <FormSheet
      title={words.title(account.name)}
      error={error}
      send={words.save}
      busy={saving}
      disabled={memberId === ''}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.hint}</p>
      <TextField label={words.name} value={name} onType={setName} />
      <SelectField
        label={words.who}
        hint={found.length === 0 ? words.none : undefined}
        value={memberId}
        onChoose={setMemberId}
        empty={words.choose}
        options={found.map((one) => ({ value: one.memberId, label: `${one.name}（${one.orgName}）` }))}
        problem={fieldMessage(error, 'body.memberId')}
      />
      <TextField
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onType={setReason}
        problem={fieldMessage(error, 'body.reason')}
      />
    </FormSheet>
  )
}
