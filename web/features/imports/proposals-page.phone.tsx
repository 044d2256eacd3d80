import './imports.phone.css'
import { useState } from 'react'
import { formatInstant } from '../../lib/format-day.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { DecideProposal } from './decide-proposal.tsx'
import type { Proposal } from './import-types.ts'
import { messages } from './messages.ts'
import { titles } from './titles.ts'

const words = messages.proposals
type Open = { proposal: Proposal; accept: boolean }

function Row({ proposal, onOpen }: { proposal: Proposal; onOpen: (open: Open) => void }) {
  const { today } = useSession()
  const { name, idNumber, fromOrgName, toOrgName, askedBy, askedAt } = proposal
  const asked = [askedBy, formatInstant(askedAt, today)].filter(Boolean).join('，')
  return (
    <li>
      <b>{name}</b>
      <span>{idNumber}</span>
      <span>{words.between(fromOrgName, toOrgName)}</span>
      <span>{words.askedBy(asked)}</span>
      {proposal.abilities.decide && (
        <div className="two">
          <Button label={words.acceptOf(name, toOrgName)} onPress={() => onOpen({ proposal, accept: true })}>
            {words.accept}
          </Button>
          <Button label={words.dismissOf(name)} onPress={() => onOpen({ proposal, accept: false })}>
            {words.dismiss}
          </Button>
        </div>
      )}
    </li>
  )
}

/** The same questions as at a desk: the start page leads here from either. */
export default function ProposalsPage() {
  const list = useCall('listTransferProposals', { query: { limit: 50 } })
  const [open, setOpen] = useState<Open>()
  const close = () => setOpen(undefined)
  return (
    <Screen title={titles.proposals} sub={list.data && words.count(list.data.count)} back="/">
      <p className="pad top note">{words.sub}</p>
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <ul className="proposals">
              {rows.map((proposal) => (
                <Row key={proposal.proposalId} proposal={proposal} onOpen={setOpen} />
              ))}
            </ul>
          )
        }
      </Answer>
      {open && (
        <Sheet title={open.proposal.name} label={open.proposal.name} onClose={close}>
          <DecideProposal proposal={open.proposal} accept={open.accept} onClose={close} />
        </Sheet>
      )}
    </Screen>
  )
}
