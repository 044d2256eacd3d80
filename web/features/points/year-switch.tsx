import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { messages } from './messages.ts'

type YearSwitchProps = {
  year: number
  /** Years to offer, any order. */
  years: readonly number[]
  /** The address of the page for a year, below the entry's base. */
  pathOf: (year: number) => string
}

/** One press to another year; the one that is shown is said by the heading and not offered again. */
export function YearSwitch({ year, years, pathOf }: YearSwitchProps) {
  const others = [...new Set(years)].filter((one) => one !== year).sort((a, b) => b - a)
  if (others.length === 0) return null
  return (
    <nav className="years" aria-label={messages.chooseYear}>
      {others.map((one) => (
        <LinkButton key={one} href={to(pathOf(one))}>
          {messages.year(one)}
        </LinkButton>
      ))}
    </nav>
  )
}
