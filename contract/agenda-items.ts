import { z } from 'zod'
import { id, line } from './common.ts'
import { leadRoles, minutesOfDay, segmentKinds, studyModes, topicRef } from './segments.ts'

/**
 * `must`: proposed, and asked for where it lacks. `usual`: proposed, dropped without a word. `choice`: offered in the
 * picklist of what may be done besides.
 */
export const itemUses = ['must', 'usual', 'choice'] as const
export type ItemUse = (typeof itemUses)[number]

const what = {
  kind: z.enum(segmentKinds),
  title: line(60),
  use: z.enum(itemUses).default('must'),
  minutes: minutesOfDay.nullable().default(null),
  ledRole: z.enum(leadRoles).nullable().default(null),
  topic: topicRef.nullable().default(null),
  mode: z.enum(studyModes).nullable().default(null),
  note: line(100).nullable().default(null),
}
export const agendaItemInput = z.strictObject(what)
export type AgendaItemInput = z.output<typeof agendaItemInput>

/** As kept: an item stays the same through the versions of its template, by its id. */
export const agendaItem = z.object({ itemId: id, ...what })
export type AgendaItem = z.output<typeof agendaItem>

/** What an organisation asks of one kind of activity. */
export const agendaTerms = z.strictObject({
  name: line(30),
  /** Study opens it: the first item comes first. */
  opens: z.boolean().default(false),
  items: z
    .array(agendaItemInput.extend({ itemId: id.nullable().default(null) }))
    .min(1)
    .max(40),
  /** The X of 5+X: how many actions of free choice, from the picklist or of one's own. */
  free: z.number().int().min(0).max(10).default(0),
  note: line(200).nullable().default(null),
})
export type AgendaTerms = z.output<typeof agendaTerms>
