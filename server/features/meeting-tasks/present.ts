import { type MeetingTask, type TaskState, taskStateLabels } from '../../../contract/meeting-tasks.ts'
import { type Role, roleLabel, roles } from '../../../contract/roles.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import { abilitiesOf, isOwner } from './policy.ts'
import type { OwnerRow, TaskRow } from './queries.ts'

export function presentTask({ actor, today }: Pick<Ctx, 'actor' | 'today'>, row: TaskRow): MeetingTask {
  const own = isOwner(actor, row)
  const named = own || row.owner_account !== null || may(actor, 'members.read', row)
  return {
    taskId: row.task_id,
    activityId: row.activity_id,
    activityTitle: row.activity_title,
    activityDay: row.activity_day,
    orgId: row.org_id,
    orgName: row.org_name,
    what: row.what,
    ownerName: named ? row.owner_name : null,
    own,
    dueOn: row.due_on,
    overdue: row.state === 'open' && row.due_on < today,
    state: row.state as TaskState,
    stateLabel: taskStateLabels[row.state as TaskState],
    assignedByName: row.assigned_name ?? '',
    settled: row.settled_at && {
      byName: row.settled_name ?? '',
      at: row.settled_at.toISOString(),
      note: row.settled_note ?? '',
    },
    abilities: abilitiesOf(actor, row),
  }
}

export function presentOwner({ by, id, name, role }: OwnerRow) {
  return { by, id, name, note: role && (roles as string[]).includes(role) ? roleLabel(role as Role) : '' }
}
