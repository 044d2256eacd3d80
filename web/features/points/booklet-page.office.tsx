import './points.css'
import { useQuery } from '@tanstack/react-query'
import type { PageProps } from '../../lib/pages.ts'
import { ask } from '../../lib/query.ts'
import { useSession } from '../../lib/session.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { BookletBody } from './booklet-body.tsx'
import type { Booklet } from './booklet-lines.tsx'
import { bookletPath, readBookletView } from './booklet-view.ts'
import { messages } from './messages.ts'
import { PrintLinks } from './print-links.tsx'
import { titles } from './titles.ts'
import { YearSwitch } from './year-switch.tsx'

/** Whose book it is: the branch, the grid, and the posts, in one line. */
function sayMember({ orgName, gridName, posts }: Booklet['member']): string {
  return [orgName, gridName, messages.booklet.posts(posts)].filter(Boolean).join(' · ')
}

function BookletOf({ memberId, base, search }: { memberId: string; base: string; search: URLSearchParams }) {
  const view = readBookletView(search)
  const booklet = useQuery(ask('getBooklet', { params: { memberId }, query: { year: view.year } }))
  const { data } = booklet
  return (
    <>
      <PageHead
        title={data ? messages.booklet.of(data.member.name) : titles.booklet}
        sub={data && sayMember(data.member)}
        actions={
          data && (
            <>
              <YearSwitch
                year={data.year}
                years={data.years}
                pathOf={(year) => bookletPath(base, { year })}
              />
              <PrintLinks memberId={memberId} year={data.year} />
            </>
          )
        }
      />
      <Answer of={booklet}>{(data) => <BookletBody booklet={data} view={view} base={base} wide />}</Answer>
    </>
  )
}

/** A member's booklet, or one's own at `/booklet`. */
export default function BookletPage({ params, search }: PageProps) {
  const session = useSession()
  const memberId = params['memberId'] ?? session.memberId
  if (!memberId) {
    return (
      <>
        <PageHead title={titles.mine} />
        <Empty>{messages.booklet.noMember}</Empty>
      </>
    )
  }
  const base = params['memberId'] ? `/members/${memberId}/booklet` : '/booklet'
  return <BookletOf memberId={memberId} base={base} search={search} />
}
