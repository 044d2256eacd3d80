import './posts.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'

import { to } from '../../lib/link.ts'
import type { PageProps } from '../../lib/pages.ts'
import { usePlace } from '../../lib/place.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ClaimSheet } from './claim-sheet.tsx'
import { Decide, EndClaim } from './decide-sheet.tsx'
import { messages } from './messages.ts'
import { PostViews } from './post-views.tsx'
import { SetUpSheet, usePlaces } from './set-up-sheet.tsx'
import { Vacancies } from './vacancies.tsx'

type List = CallOutput<'listPosts'>
type Post = List['rows'][number]
const pageSize = 50

function Holders({ post }: { post: Post }) {
  const held = post.claims.filter((claim) => claim.state === 'held')
  if (held.length === 0) return messages.nobody
  return (
    <>
      {held.map((claim) => (
        <div className="cellacts" key={claim.claimId}>
          {claim.name ?? messages.someone}
          {claim.abilities.end && <EndClaim claim={claim} />}
        </div>
      ))}
    </>
  )
}

function Asking({ post }: { post: Post }) {
  return (
    <>
      {post.claims
        .filter((claim) => claim.state === 'asked')
        .map((claim) => (
          <div className="cellacts" key={claim.claimId}>
            {claim.name ?? messages.someone}
            <small>{claim.strength}</small>
            {claim.abilities.decide && <Decide post={post} claim={claim} />}
          </div>
        ))}
    </>
  )
}

function columnsFor(onRecord: (post: Post) => void): Column<Post>[] {
  return [
    {
      id: 'post',
      head: messages.post,
      names: true,
      cell: (post) => <a href={to(`/posts/${post.postId}`)}>{post.title}</a>,
    },
    { id: 'place', head: messages.place, cell: (post) => post.orgName },
    { id: 'seats', head: messages.seats, num: true, cell: (post) => `${post.held}／${post.seats}` },
    {
      id: 'state',
      head: '',
      cell: (post) =>
        post.vacant > 0 ? (
          <StampWord state="due">{messages.missing(post.vacant)}</StampWord>
        ) : (
          <StampWord state="done">{messages.full}</StampWord>
        ),
    },
    { id: 'held', head: messages.holders, cell: (post) => <Holders post={post} /> },
    { id: 'asking', head: messages.asking, cell: (post) => <Asking post={post} /> },
    {
      id: 'acts',
      head: '',
      cell: (post) =>
        post.abilities.record && (
          <Button label={messages.claim.recordFor(post.title)} onPress={() => onRecord(post)}>
            {messages.claim.record}
          </Button>
        ),
    },
  ]
}

function Acts({ list, onSetUp }: { list: List; onSetUp: () => void }) {
  const place = usePlace()
  return (
    <>
      {place && <LinkButton href={`/print/organisations/${place.orgId}/posts`}>{messages.board}</LinkButton>}
      {list.places.length > 0 && (
        <Button tone="go" onPress={onSetUp}>
          {messages.setUp.open}
        </Button>
      )}
    </>
  )
}

export default function PostsPage({ search }: PageProps) {
  const offset = readOffset(search)
  const vacant = search.get('vacant') === 'true'
  const query = { limit: pageSize, offset, ...(vacant && { vacant: 'true' }) }
  const list = useCall('listPosts', { query })
  const [open, setOpen] = useState<'set-up' | Post>()
  const places = usePlaces(list.data?.places ?? [], can(useSession(), 'grids.write'))
  const close = () => setOpen(undefined)
  return (
    <div className="posts">
      <PageHead
        title={messages.posts}
        sub={list.data && messages.sub(list.data.vacancies, list.data.waiting)}
        actions={list.data && <Acts list={list.data} onSetUp={() => setOpen('set-up')} />}
      />
      <div className="bar">
        <PostViews value="posts" />
        <LinkButton href={to(vacant ? '/posts' : '/posts?vacant=true')}>
          {vacant ? messages.all : messages.vacantOnly}
        </LinkButton>
      </div>
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{messages.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={messages.posts}
                columns={columnsFor(setOpen)}
                rows={rows}
                keyOf={(post) => post.postId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit="个岗位"
                pathOf={(next) => `/posts?offset=${next}${vacant ? '&vacant=true' : ''}`}
              />
              <Vacancies posts={rows} />
            </>
          )
        }
      </Answer>
      {open === 'set-up' && <SetUpSheet places={places} onClose={close} />}
      {open && open !== 'set-up' && <ClaimSheet post={open} forOther onClose={close} />}
    </div>
  )
}
