import type { SchemeVersion } from '../../../contract/scheme-version.ts'
import { formatFullDay } from '../../lib/format-day.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { messages } from './messages.ts'
import { readFlag, readGrade, readLatitude } from './version-words.ts'
import { cycles, whereSilent } from './vocabulary.ts'

const words = messages.version.terms

function say(points: number | null): string {
  return points === null ? words.none : words.points(formatPoints(points))
}

/** What holds for the whole of a version, and what no version can change. */
export function VersionTerms({ version }: { version: SchemeVersion }) {
  const lines: readonly (readonly string[])[] = [
    [words.cycle, cycles[version.cycle]],
    [words.start, say(version.startPoints)],
    [words.floor, say(version.floor)],
    [words.ceiling, say(version.ceiling)],
    ...(version.validTo ? [[words.validTo, formatFullDay(version.validTo)]] : []),
    [words.grades, version.grades.map(readGrade).join('；') || words.none],
    [words.flags, version.flags.map(readFlag).join('；') || words.none],
    [words.latitude, version.latitude ? readLatitude(version.latitude) : words.noLatitude],
    [words.silent, whereSilent[version.whereSilent]],
    words.names,
    words.ranks,
    words.objections,
    words.use,
  ]
  return (
    <dl className="terms">
      {lines.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  )
}
