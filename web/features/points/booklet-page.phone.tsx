import './points.css'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { BookletBody } from './booklet-body.tsx'
import { bookletPath, readBookletView } from './booklet-view.ts'
import { messages } from './messages.ts'
import { PrintLinks } from './print-links.tsx'
import { titles } from './titles.ts'
import { YearSwitch } from './year-switch.tsx'

type OfProps = { memberId: string; own: boolean; search: URLSearchParams }

function BookletOf({ memberId, own, search }: OfProps) {
  const view = readBookletView(search)
  const base = own ? '/booklet' : `/members/${memberId}/booklet`
  const booklet = useCall('getBooklet', { params: { memberId }, query: { year: view.year } })
  const member = booklet.data?.member
  return (
    <Screen
      title={own || !member ? titles.mine : messages.booklet.of(member.name)}
      sub={member && `${member.name} · ${member.orgName}`}
      back={own ? '/me' : `/members/${memberId}`}
    >
      <div className="pad top">
        <Answer of={booklet}>
          {(data) => (
            <>
              <BookletBody booklet={data} view={view} base={base} wide={false} />
              <div className="two feet">
                <YearSwitch
                  year={data.year}
                  years={data.years}
                  pathOf={(year) => bookletPath(base, { year })}
                />
                <PrintLinks memberId={memberId} year={data.year} />
              </div>
              <p className="note">{messages.noPhone}</p>
            </>
          )}
        </Answer>
      </div>
    </Screen>
  )
}

/** The booklet on a phone: the newest month first, a line opens in place, objection beside it. */
export default function BookletPage({ params, search }: PageProps) {
  const session = useSession()
  const memberId = params['memberId'] ?? session.memberId
  if (!memberId) {
    return (
      <Screen title={titles.mine} back="/me">
        <Empty>{messages.booklet.noMember}</Empty>
      </Screen>
    )
  }
  const own = params['memberId'] === undefined
  return <BookletOf key={memberId} memberId={memberId} own={own} search={search} />
}
