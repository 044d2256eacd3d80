import './posts.css'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { goTelling } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { Decide, EndClaim } from './decide-sheet.tsx'
import { historyMessages } from './history-messages.ts'
import { messages } from './messages.ts'

type One = CallOutput<'getPost'>
type Claim = One['claims'][number]
const words = historyMessages.post

function Acts({ post, claim }: { post: One; claim: Claim }) {
  return (
    <div className="cellacts">
      {claim.abilities.decide && <Decide post={post} claim={claim} />}
      {claim.abilities.end && <EndClaim claim={claim} />}
    </div>
  )
}

function columnsFor(post: One, today: string): Column<Claim>[] {
  const say = (day: string | null) => day && formatDay(day, today)
  return [
    { id: 'who', head: words.who, names: true, cell: (claim) => claim.name ?? messages.someone },
    { id: 'branch', head: words.branch, cell: (claim) => claim.branchName },
    { id: 'strength', head: messages.claim.strength, cell: (claim) => claim.strength },
    { id: 'asked', head: words.asked, tight: true, cell: (claim) => say(claim.askedOn) },
    { id: 'state', head: words.state, cell: (claim) => claim.stateLabel },
    { id: 'from', head: historyMessages.from, tight: true, cell: (claim) => say(claim.validFrom) },
    { id: 'to', head: historyMessages.to, tight: true, cell: (claim) => say(claim.validTo) },
    { id: 'note', head: historyMessages.why, cell: (claim) => claim.note },
    { id: 'acts', head: '', cell: (claim) => <Acts post={post} claim={claim} /> },
  ]
}

function Close({ post }: { post: One }) {
  const write = useSave('closePost', `post:close:${post.postId}`)
  return (
    <AskReason
      tone="quiet"
      verb={words.close}
      hint={words.closeHint}
      why={historyMessages.reason}
      write={write}
      onSend={async (reason) => {
        const done = await write.save({ params: { postId: post.postId }, body: { reason } })
        if (done) goTelling('/posts', { tone: 'done', sentence: words.closed(post.title) })
        return done
      }}
    />
  )
}

function Body({ post }: { post: One }) {
  const { today } = useSession()
  const { claims, closedOn, held, seats } = post
  return (
    <div className="posts">
      <p>{post.duty}</p>
      <p>{closedOn ? words.closedOn(formatDay(closedOn, today)) : words.seats(held, seats)}</p>
      {post.abilities.write && (
        <div className="bar">
          <Close post={post} />
        </div>
      )}
      <h2>{words.history}</h2>
      <Ledger
        caption={words.history}
        columns={columnsFor(post, today)}
        rows={claims}
        none={words.never}
        keyOf={(claim) => claim.claimId}
      />
    </div>
  )
}

/** One post: what it is for, and everybody who ever asked for it. */
export default function PostPage({ params }: PageProps) {
  const post = useCall('getPost', { params: { postId: params['postId'] ?? '' } })
  return (
    <>
      <PageHead title={post.data?.title ?? messages.posts} sub={post.data?.orgName} />
      <Answer of={post}>{(one) => <Body post={one} />}</Answer>
    </>
  )
}
