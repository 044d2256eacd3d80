import type { TaskOwner } from '../../../contract/meeting-tasks.ts'
import type { Ctx } from '../../core/context/context.ts'
import { demandMay, inScope } from '../../core/context/may.ts'
import { demand } from '../../core/errors/problem.ts'
import { abilitiesOf, maySee } from './policy.ts'
import * as q from './queries.ts'

export type NewTask = { what: string; owner: TaskOwner; dueOn: string }

/** One thing that a meeting gave somebody to do. Also before it is recorded: one writes while one sits there. */
export async function assignTask(ctx: Ctx, activityId: string, task: NewTask): Promise<void> {
  const found = await q.findMeeting(ctx, activityId)
  demandMay(ctx.actor, 'activities.write', found && { orgId: found.org_id, path: found.path })
  await q.holdMeeting(ctx, activityId)
  const meeting = await q.findMeeting(ctx, activityId)
  demand(meeting, 'not-found')
  demand(meeting.state !== 'cancelled', 'state.wrong', { message: '这次活动已经取消了。' })
  demand(task.dueOn >= meeting.day, 'input.invalid', {
    field: 'body.dueOn',
    message: '办好的日子不能早于开会那天。',
  })
  const { by, id } = task.owner
  const owners = await q.listOwners(ctx, meeting)
  demand(
    owners.some((one) => one.by === by && one.id === id),
    'input.invalid',
    { field: 'body.owner', message: '请选到会的党员，或者在这里任职的人。' },
  )
  await q.insertTask(ctx, meeting, task)
  const target = { kind: 'meeting-task', id: ctx.requestId }
  const memberId = by === 'member' ? id : null
  ctx.audit({ action: 'meeting-task.assigned', target, orgId: meeting.org_id, memberId })
}

/** With a word on how it went, by whoever it was given to or whoever calls the meeting; withdrawn only by the latter. */
export async function settleTask(
  ctx: Ctx,
  taskId: string,
  settled: { state: 'done' | 'withdrawn'; note: string },
): Promise<void> {
  const task = await q.findTask(ctx, taskId)
  const place = task && { orgId: task.org_id, path: task.path }
  demand(task && place && (maySee(ctx.actor, task) || inScope(ctx.actor, place)), 'not-found')
  demand(task.state === 'open', 'state.wrong', { message: '这件事已经了结了。' })
  const abilities = abilitiesOf(ctx.actor, task)
  demand(settled.state === 'done' ? abilities.settle : abilities.withdraw, 'access.denied')
  demand(await q.settle(ctx, taskId, settled), 'state.wrong', { message: '这件事已经了结了。' })
  const target = { kind: 'meeting-task', id: taskId }
  ctx.audit({ action: `meeting-task.${settled.state}`, target, orgId: task.org_id })
}

/** Runs before a meeting is called off or taken back: what it gave out and nobody has done is withdrawn with it. */
export async function withdrawWithMeetings(ctx: Ctx): Promise<void> {
  const undone = ctx.facts.replacements.filter((one) => one.wanted.length === 0)
  if (undone.length === 0) return
  for (const { task_id, org_id } of await q.withdrawOf(ctx, undone)) {
    const target = { kind: 'meeting-task', id: task_id }
    ctx.audit({ action: 'meeting-task.withdrawn', target, orgId: org_id })
  }
}
