import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { messages } from './messages.ts'

type YearsProps = { today: string | undefined; year: number | undefined; pathOf: (year: number) => string }

/** The year before, and the way back to this one. */
export function Years({ today, year, pathOf }: YearsProps) {
  if (today === undefined || year === undefined) return null
  return (
    <>
      <LinkButton href={to(pathOf(year - 1))}>{messages.year(year - 1)}</LinkButton>
      {year < Number(today.slice(0, 4)) && (
        <LinkButton href={to(pathOf(year + 1))}>{messages.year(year + 1)}</LinkButton>
      )}
    </>
  )
}
