import './access.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { LinkToHand } from '../../ui/link-to-hand.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { AccountProviders } from './account-providers.tsx'
import { EndGrant } from './end-grant.tsx'
import { GrantForm, type GrantWish } from './grant-form.tsx'
import { JoinActs, Joined } from './join.tsx'
import { messages } from './messages.ts'
import { ResetCode } from './reset-code.tsx'

type Account = CallOutput<'listAccounts'>['rows'][number]
type Handed = { sentence: string; path: string }
/** Which form is open: for a new account, or for one more role of one that stands. */
type Open = { is: 'new' } | { is: 'grant'; account: Account }

type FormsProps = {
  open: Open
  grantable: CallOutput<'listAccounts'>['grantable']
  onDone: () => void
  onHanded: (handed: Handed) => void
}

function Grants({ account }: { account: Account }) {
  const standing = account.grants.filter((grant) => !grant.endedAt)
  return (
    <ul className="grants">
      {standing.map((grant) => (
        <li key={grant.grantId}>
          <b>{grant.roleLabel}</b> {grant.orgName}
          {grant.validTo && <small> {messages.until(grant.validTo)}</small>}
          {grant.abilities.end && <EndGrant grant={grant} />}
        </li>
      ))}
    </ul>
  )
}

function useInvite(onHanded: (handed: Handed) => void) {
  const { save, saving } = useSave('inviteAccount')
  const invite = async (account: Account) => {
    const answer = await save({ params: { accountId: account.accountId }, body: {} })
    if (answer) onHanded({ sentence: messages.linkFor(account.name), path: answer.linkPath })
  }
  return { invite, inviting: saving }
}

function columnsFor(actions: (account: Account) => React.ReactNode): Column<Account>[] {
  const heads = messages.columns
  return [
    { id: 'name', head: heads.name, names: true, cell: (row) => row.name },
    { id: 'login', head: heads.login, cell: (row) => row.login ?? <small>{messages.noLogin}</small> },
    { id: 'grants', head: heads.grants, cell: (row) => <Grants account={row} /> },
    { id: 'joined', head: heads.joined, cell: (row) => <Joined account={row} /> },
    { id: 'action', head: heads.action, cell: actions },
  ]
}

/** The two forms, of which at most one is open, and what they do. */
function Forms({ open, grantable, onDone, onHanded }: FormsProps) {
  const create = useSave('createAccount')
  const give = useSave('grantRole')
  const saveNew = async (body: GrantWish) => {
    const answer = await create.save({ body })
    if (!answer) return
    onDone()
    onHanded({ sentence: messages.made(body.name), path: answer.linkPath })
  }
  const saveGrant = async (account: Account, { name: _name, ...body }: GrantWish) => {
    const answer = await give.save({ params: { accountId: account.accountId }, body })
    if (!answer) return
    onDone()
    tell({ tone: 'done', sentence: messages.given(account.name) })
  }
  if (open.is === 'new') {
    return (
      <GrantForm
        grantable={grantable}
        error={create.error}
        saving={create.saving}
        onSave={(wish) => void saveNew(wish)}
        onCancel={onDone}
      />
    )
  }
  return (
    <GrantForm
      key={open.account.accountId}
      name={open.account.name}
      grantable={grantable}
      error={give.error}
      saving={give.saving}
      onSave={(wish) => void saveGrant(open.account, wish)}
      onCancel={onDone}
    />
  )
}

export default function AccountsPage() {
  const [search, setSearch] = useState('')
  const [open, setOpen] = useState<Open>()
  const [handed, setHanded] = useState<Handed>()
  const accounts = useQuery(ask('listAccounts', { query: { limit: 100, search: search || undefined } }))
  const { invite, inviting } = useInvite(setHanded)

  const data = accounts.data
  const grantable = data?.grantable ?? []
  const columns = columnsFor((account) =>
    grantable.length === 0 ? null : (
      <div className="acts">
        <Button onPress={() => setOpen({ is: 'grant', account })}>{messages.grant}</Button>
        <Button busy={inviting} onPress={() => void invite(account)}>
          {messages.invite}
        </Button>
        <JoinActs account={account} />
        <ResetCode account={account} />
        <AccountProviders account={account} />
      </div>
    ),
  )
  const add = data?.abilities.create && open === undefined && (
    <Button tone="go" onPress={() => setOpen({ is: 'new' })}>
      {messages.add}
    </Button>
  )

  return (
    <>
      <PageHead title={messages.title} sub={data && messages.sub(data.count)} actions={add} />
      {handed && <LinkToHand {...handed} />}
      {open && (
        <Forms open={open} grantable={grantable} onDone={() => setOpen(undefined)} onHanded={setHanded} />
      )}
      <div className="find">
        <TextField label={messages.search} type="search" value={search} onType={setSearch} />
      </div>
      <Answer of={accounts}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <Ledger caption={messages.title} columns={columns} rows={rows} keyOf={(row) => row.accountId} />
          )
        }
      </Answer>
    </>
  )
}
