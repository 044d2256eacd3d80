import { type ActivityKind, activityCategory, type HostLevel } from '../contract/activity-kinds.ts'
import type { HonourLevel } from '../contract/honours.ts'
import document001 from '../server/features/points/ready/document-001.json' with { type: 'json' }

type Rule = (typeof document001.version.rules)[number]

/** What document 001's scheme gives for having come, in hundredths; read from the scheme itself. */
export function attendancePoints(kind: ActivityKind, host: HostLevel): number {
  const attrs: Record<string, string> = { activity: kind, category: activityCategory(kind), host }
  return document001.version.rules
    .filter((rule) => rule.factKind === 'attendance' && applies(rule, attrs))
    .reduce((sum, rule) => sum + (rule.points ?? 0), 0)
}

export function honourPoints(level: HonourLevel): number {
  const table = document001.version.rules.find((rule) => rule.factKind === 'honour')?.table
  return (table as Partial<Record<HonourLevel, number>> | undefined)?.[level] ?? 0
}

/** The rule that waits for a second person, as approvals name it. */
export const approvalCode = document001.version.rules.find((rule) => rule.needsApproval)?.code ?? ''

function applies(rule: Rule, attrs: Record<string, string>): boolean {
  return Object.entries(rule.pattern ?? {}).every(([key, value]) => attrs[key] === value)
}
