import './desk.css'
import { go } from '../../../lib/link.ts'
import { can, useSession } from '../../../lib/session.ts'
import { ViewSwitch } from '../../../ui/view-switch.tsx'
import { words } from './messages.ts'

const paths = {
  campaigns: '/round',
  list: '/visits',
  plans: '/visits/plans',
  notices: '/visits/notices',
  checks: '/visits/checks',
  feedback: '/visits/feedback/mine',
} as const
type View = keyof typeof paths

/** The looks at visits, as far as this person has any business with them. */
export function VisitViews({ value }: { value: View }) {
  const session = useSession()
  const reads = can(session, 'visits.read')
  const shown: Record<View, boolean> = {
    ...{ campaigns: reads, list: reads, plans: reads, notices: reads },
    checks: can(session, 'visits.check') || can(session, 'audit.read'),
    feedback: can(session, 'visits.write'),
  }
  const views = (Object.keys(paths) as View[]).filter((view) => shown[view])
  if (views.length < 2) return null
  return (
    <div className="desk-bar no-print">
      <ViewSwitch
        label={words.views.label}
        value={value}
        onChoose={(view) => go(paths[view])}
        options={views.map((view) => ({ value: view, label: words.views[view] }))}
      />
    </div>
  )
}
