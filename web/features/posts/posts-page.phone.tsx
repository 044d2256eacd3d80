import './posts.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { useCall } from '../../lib/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { ClaimSheet } from './claim-sheet.tsx'
import { messages } from './messages.ts'

type Post = CallOutput<'listPosts'>['rows'][number]

function Row({ post, onClaim }: { post: Post; onClaim: () => void }) {
  const waits = post.claims.some((claim) => claim.state === 'asked' && claim.abilities.end)
  return (
    <li className="task">
      <div>
        <b>{post.title}</b>
        <span>{post.duty}</span>
        <span>
          {post.orgName}　{post.vacant > 0 ? messages.missing(post.vacant) : messages.full}
          {waits && `　${messages.claim.waits}`}
        </span>
      </div>
      {post.abilities.claim && post.vacant > 0 && (
        <Button label={messages.claim.openFor(post.title)} onPress={onClaim}>
          {messages.claim.open}
        </Button>
      )}
    </li>
  )
}

/** What there is to take on where one lives and belongs. */
export default function PostsPage() {
  const list = useCall('listPosts', { query: { limit: 100 } })
  const [open, setOpen] = useState<Post>()
  return (
    <Screen title={messages.posts} back="/own-work">
      <Answer of={list}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{messages.emptyOwn}</Empty>
          ) : (
            <ul className="tasks">
              {rows.map((post) => (
                <Row key={post.postId} post={post} onClaim={() => setOpen(post)} />
              ))}
            </ul>
          )
        }
      </Answer>
      {open && <ClaimSheet post={open} forOther={false} onClose={() => setOpen(undefined)} />}
    </Screen>
  )
}
