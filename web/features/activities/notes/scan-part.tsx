import { to } from '../../../lib/link.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { LateScans } from './late-scans.tsx'
import { messages } from './messages.ts'
import { type Notes, Part } from './part.tsx'

/** Who scanned the code, and who of them came from another branch. */
export function ScanPart({ notes }: { notes: Notes }) {
  const { checkIns, abilities, activityId } = notes
  const visitors = checkIns.filter((one) => !one.onRoll)
  if (checkIns.length === 0 && !abilities.showCode) return null
  return (
    <Part title={messages.scans} aside={checkIns.length > 0 && messages.scanCount(checkIns.length)}>
      <p className="note">{messages.scanNote}</p>
      <LateScans checkIns={checkIns} />
      {visitors.length > 0 && (
        <>
          <h3 className="act-sub">{messages.visitors}</h3>
          <p className="note">{messages.visitorNote}</p>
          <ul className="act-names">
            {visitors.map(({ memberId, name, orgName }) => (
              <li key={memberId}>{messages.visitorLine(name, orgName)}</li>
            ))}
          </ul>
        </>
      )}
      {abilities.showCode && (
        <LinkButton href={to(`/activities/${activityId}/code`)}>{messages.scanOpen}</LinkButton>
      )}
    </Part>
  )
}
