import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { ReasonSheet } from '../../ui/reason-sheet.tsx'
import { type Link, ProviderLinks } from './provider-links.tsx'
import { providerWords as words } from './provider-words.ts'

type Account = CallOutput<'listAccounts'>['rows'][number]
type Links = CallOutput<'listAccountLinks'>

/** By which identity service somebody comes in. There is nothing to press where none is set up. */
export function AccountProviders({ account }: { account: Account }) {
  const [open, setOpen] = useState(false)
  const self = useSession().account.id
  const services = useQuery(ask('listProviders', {})).data?.rows ?? []
  const { name, abilities, accountId } = account
  if (services.length === 0 || !abilities.administer || accountId === self) return null
  return (
    <>
      <Button label={words.label(name)} onPress={() => setOpen(true)}>
        {words.verb}
      </Button>
      {open && <LinkSheet account={account} onClose={() => setOpen(false)} />}
    </>
  )
}

function LinkSheet({ account, onClose }: { account: Account; onClose: () => void }) {
  const [ending, setEnding] = useState<Link>()
  const params = { accountId: account.accountId }
  const links = useQuery(ask('listAccountLinks', { params })).data
  const end = useSave('endAccountLink')
  const take = async ({ linkId }: Link, reason: string) => {
    if (!(await end.save({ params: { ...params, linkId }, body: { reason } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.unlinked })
  }
  if (ending) {
    return (
      <ReasonSheet
        title={words.unlinkLabel(account.name)}
        hint={words.unlinkHint}
        why={words.why}
        send={words.unlink}
        error={end.error}
        busy={end.saving}
        onSend={(reason) => void take(ending, reason)}
        onClose={() => setEnding(undefined)}
      />
    )
  }
  return links ? <LinkForm account={account} links={links} onEnd={setEnding} onClose={onClose} /> : null
}

type LinkFormProps = { account: Account; links: Links; onEnd: (link: Link) => void; onClose: () => void }

function LinkForm({ account, links, onEnd, onClose }: LinkFormProps) {
  const { accountId, name } = account
  const [provider, setProvider] = useState(links.open[0]?.key ?? '')
  const [subject, setSubject] = useState('')
  const [reason, setReason] = useState('')
  const { save, saving, error } = useSave('linkAccount', `accounts:${accountId}:provider`)
  const send = async () => {
    if (!(await save({ params: { accountId }, body: { provider, subject, reason } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(name) })
  }
  return (
    <FormSheet
      title={words.sheet(name)}
      error={error}
      send={words.save}
      busy={saving}
      disabled={provider === ''}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.sheetHint}</p>
      <ProviderLinks
        rows={links.rows}
        act={(link) => <Button onPress={() => onEnd(link)}>{words.unlink}</Button>}
      />
      {links.open.length > 0 && (
        <>
          <SelectField
            label={words.provider}
            value={provider}
            onChoose={setProvider}
            empty={words.choose}
            options={links.open.map((one) => ({ value: one.key, label: one.name }))}
            problem={fieldMessage(error, 'body.provider')}
          />
          <TextField
            label={words.subject}
            hint={words.subjectHint}
            value={subject}
            onType={setSubject}
            problem={fieldMessage(error, 'body.subject')}
          />
          <TextField
            label={words.reason}
            hint={words.reasonHint}
            value={reason}
            onType={setReason}
            problem={fieldMessage(error, 'body.reason')}
          />
        </>
      )}
    </FormSheet>
  )
}
