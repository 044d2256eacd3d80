import { channelLabels, deliveryErrorLabels } from '../../../contract/channels.ts'
import {
  type Reminder,
  type ReminderKind,
  reminderKindLabels,
  reminderKinds,
  tellingChannels,
} from '../../../contract/reminders.ts'
import type { RobotRow } from './channel-queries.ts'
import type { FailureRow } from './delivery-queries.ts'
import type { ReminderKey, ReminderRow } from './own-queries.ts'

/** `activity/2026-11-21/…`: what it is, its day, then the thing, which may hold strokes itself. */
export function presentReminder({ kind, subject, due_on, title, note, link }: ReminderRow): Reminder {
  return {
    reminderId: `${kind}/${due_on}/${subject}`,
    kind,
    kindLabel: reminderKindLabels[kind],
    title,
    note,
    dueOn: due_on,
    link,
  }
}

/** Null for what is no such id. */
export function readReminderId(text: string): ReminderKey | null {
  const [, kind, day, subject] = /^([a-z]+)\/(\d{4}-\d{2}-\d{2})\/([\w/-]+)$/.exec(text) ?? []
  const known = reminderKinds.find((one) => one === kind)
  if (!known || !day || !subject || Number.isNaN(Date.parse(day))) return null
  return new Date(day).toISOString().startsWith(day) ? { kind: known, subject, due_on: day } : null
}

/** `mail.duty` back to its two words; what the contract does not know any more is left out. */
export function readOff(off: readonly string[]) {
  return off.flatMap((text) => {
    const [first, second] = text.split('.')
    const channel = tellingChannels.find((one) => one === first)
    const kind = reminderKinds.find((one) => one === second)
    return channel && kind ? [{ channel, kind }] : []
  })
}

export function presentRule(row: { kind: string; days_before: number; at_hour: number; is_on: boolean }) {
  const kind = row.kind as ReminderKind
  return {
    kind,
    kindLabel: reminderKindLabels[kind],
    daysBefore: row.days_before,
    atHour: row.at_hour,
    on: row.is_on,
  }
}

export function presentRobot(row: RobotRow) {
  return {
    robotId: row.robot_id,
    channel: row.channel,
    channelLabel: channelLabels[row.channel],
    name: row.name,
    setByName: row.set_name ?? '',
    setAt: row.set_at.toISOString(),
    lastSentAt: row.last_sent?.toISOString() ?? null,
    lastErrorLabel: row.last_error && deliveryErrorLabels[row.last_error],
  }
}

export function presentFailure(row: FailureRow) {
  return {
    batchId: row.batch_id,
    targetId: row.target_id,
    channel: row.channel,
    channelLabel: channelLabels[row.channel],
    toName: row.to_name,
    attempts: row.attempts,
    triedAt: row.tried_at?.toISOString() ?? null,
    errorLabel: deliveryErrorLabels[row.error ?? 'unknown'],
  }
}
