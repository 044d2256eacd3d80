import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { AssignForm } from './assign-form.tsx'
import { type ContactChange, ContactForm, StandingForm } from './contact-form.tsx'
import { ExitForm, ReadmitForm } from './exit-form.tsx'
import type { Member } from './fields.ts'
import { lifeMessages } from './life-messages.ts'
import { messages } from './messages.ts'
import { PostForm } from './post-form.tsx'
import { ExtensionForm, StageForm } from './stage-form.tsx'
import type { FormProps } from './use-life.ts'

const words = lifeMessages.acts
type Act = 'next' | 'extend' | 'standing' | ContactChange | 'assign' | 'post' | 'exit' | 'readmit'

/** What may be done now, in the order in which a life goes; the server has said whether anything may be. */
function actsFor(member: Member): Act[] {
  if (member.abilities.readmit) return ['readmit']
  if (!member.abilities.write) return []
  const joined = member.stage === 'probationary' || member.stage === 'full'
  return [
    ...(member.nextStage ? (['next'] as const) : []),
    ...(member.stage === 'probationary' && !member.extendedTo ? (['extend'] as const) : []),
    'assign',
    'post',
    member.isFloating ? 'returned' : 'floating',
    member.isLost ? 'found' : 'lost',
    ...(joined ? (['standing'] as const) : []),
    'exit',
  ]
}

function labelOf(act: Act, member: Member): string {
  return act === 'next' && member.nextStage
    ? words.nextTo[member.nextStage]
    : words[act as Exclude<Act, 'next'>]
}

type Proposed = { gridId: number; reason: string }

function ActForm({ act, proposed, ...form }: FormProps & { act: Act; proposed: Proposed | undefined }) {
  const { member, onClose } = form
  switch (act) {
    case 'next':
      return member.nextStage && <StageForm {...form} stage={member.nextStage} />
    case 'extend':
      return <ExtensionForm {...form} />
    case 'standing':
      return <StandingForm {...form} />
    case 'assign':
      return (
        <AssignForm
          {...proposed}
          memberIds={[member.memberId]}
          branchId={member.orgId}
          onClose={onClose}
          onDone={onClose}
        />
      )
    case 'post':
      return <PostForm {...form} />
    case 'exit':
      return <ExitForm {...form} />
    case 'readmit':
      return <ReadmitForm {...form} />
    default:
      return <ContactForm {...form} change={act} />
  }
}

/** The natural village of the registration leads to another grid than the one that stands. */
function GridProposal({ member, onTake }: { member: Member; onTake: (proposed: Proposed) => void }) {
  const proposal = member.gridProposal
  if (!proposal || !member.abilities.write) return null
  const { gridId, gridName, village } = proposal
  return (
    <p className="proposal">
      <span>{messages.assign.propose(village, gridName)}</span>
      <Button onPress={() => onTake({ gridId, reason: messages.assign.proposeReason(village) })}>
        {messages.assign.take(gridName)}
      </Button>
    </p>
  )
}

/** The row of what may be done with a person, and the one form that is open. */
export function MemberActs({ member }: { member: Member }) {
  const [open, setOpen] = useState<Act>()
  const [proposed, setProposed] = useState<Proposed>()
  const acts = actsFor(member)
  const close = () => {
    setOpen(undefined)
    setProposed(undefined)
  }
  if (acts.length === 0) return null
  if (open) {
    return (
      <section className="act-form" aria-label={labelOf(open, member)}>
        <h2>{labelOf(open, member)}</h2>
        <ActForm key={open} act={open} member={member} proposed={proposed} onClose={close} />
      </section>
    )
  }
  return (
    <>
      <GridProposal
        member={member}
        onTake={(next) => {
          setProposed(next)
          setOpen('assign')
        }}
      />
      <div className="acts-row no-print" role="group" aria-label={words.label}>
        {acts.map((act) => (
          <Button key={act} onPress={() => setOpen(act)}>
            {labelOf(act, member)}
          </Button>
        ))}
      </div>
    </>
  )
}
