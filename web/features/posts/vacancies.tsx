import type { CallOutput } from '../../lib/call-types.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { messages } from './messages.ts'

type Post = CallOutput<'listPosts'>['rows'][number]
type Corner = readonly [number, number]

function middleOf(corners: readonly Corner[]): Corner {
  const mean = (axis: 0 | 1) =>
    Math.round(corners.reduce((sum, corner) => sum + corner[axis], 0) / Math.max(1, corners.length))
  return [mean(0), mean(1)]
}

/** The grids as they were drawn, with how many are still wanted in each: ink where somebody is missing. */
function Drawn({ posts }: { posts: readonly Post[] }) {
  const grids = useCall('listGrids', { query: { limit: 50 } })
  const drawn = (grids.data?.rows ?? []).flatMap(({ orgId, name, corners }) =>
    corners ? [{ orgId, name, corners }] : [],
  )
  if (drawn.length === 0) return null
  const lacking = (orgId: number) =>
    posts.filter((post) => post.orgId === orgId).reduce((sum, post) => sum + post.vacant, 0)
  return (
    <figure>
      <svg className="vacancies" viewBox="0 0 1000 1000" role="img" aria-label={messages.sketch}>
        {drawn.map(({ orgId, name, corners }) => {
          const [x, y] = middleOf(corners)
          const count = lacking(orgId)
          return (
            <g key={orgId} className={count > 0 ? 'lacks' : undefined}>
              <polygon points={corners.map((corner) => corner.join(',')).join(' ')} />
              <text x={x} y={y + 12}>
                {messages.lacks(name, count)}
              </text>
            </g>
          )
        })}
      </svg>
      <figcaption className="note">{messages.sketchNote}</figcaption>
    </figure>
  )
}

/** Only for who reads grids: a branch without any has nothing to draw. */
export function Vacancies({ posts }: { posts: readonly Post[] }) {
  return can(useSession(), 'grids.read') ? <Drawn posts={posts} /> : null
}
