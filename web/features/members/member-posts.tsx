import { useState } from 'react'
import { Button } from '../../ui/button.tsx'
import type { Member } from './fields.ts'
import { messages } from './messages.ts'
import { EndPost } from './post-form.tsx'

const words = messages.page

/** Posts that stand, and those that ended. */
export function MemberPosts({ member }: { member: Member }) {
  const [ending, setEnding] = useState<string>()
  if (member.posts.length === 0) return <p className="note">{words.noPosts}</p>
  return (
    <ul className="posts">
      {member.posts.map((post) => (
        <li key={post.postId}>
          <span>
            <b>{post.title}</b>
            <small>
              {words.postKinds[post.kind]}，{words.postTerm(post.validFrom, post.validTo)}
            </small>
          </span>
          {member.abilities.write && !post.validTo && ending !== post.postId && (
            <Button tone="quiet" label={words.endPostOf(post.title)} onPress={() => setEnding(post.postId)}>
              {words.endPost}
            </Button>
          )}
          {ending === post.postId && (
            <EndPost member={member} post={post} onClose={() => setEnding(undefined)} />
          )}
        </li>
      ))}
    </ul>
  )
}
