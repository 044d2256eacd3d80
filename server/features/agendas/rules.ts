import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { AgendaItem } from '../../../contract/agenda-items.ts'
import type { Lacking, Segment } from '../../../contract/segments.ts'

/** As much of a template as an agenda is made of. */
export type AgendaPart = { opens: boolean; items: readonly AgendaItem[]; free: number }

/** A template with where and when it counts. */
export type DatedPart = AgendaPart & {
  orgId: number
  path: string
  reach: 'self' | 'below'
  kind: ActivityKind
  validFrom: string
  validTo: string | null
}

export type Meeting = { orgId: number; path: string; kind: ActivityKind; day: string }

/** Of parts in the order of the tree, those that count for one meeting. */
export function partsFor(parts: readonly DatedPart[], { orgId, path, kind, day }: Meeting): DatedPart[] {
  return parts.filter(
    (part) =>
      part.kind === kind &&
      path.startsWith(part.path) &&
      (part.reach === 'below' || part.orgId === orgId) &&
      part.validFrom <= day &&
      (part.validTo === null || part.validTo >= day),
  )
}

/** What holds for one kind of activity at one place on one day. */
export type Agenda = {
  items: AgendaItem[]
  /** The item that has to come first, if one has to. */
  opening: string | null
  free: number
}

/**
 * Templates of the levels from the top down: what a level above asks stays, each level adds. The same item asked twice
 * counts once, as the more binding; what opens stands first, and the widest level decides what that is.
 */
export function mergeAgenda(parts: readonly AgendaPart[]): Agenda {
  const merged = new Map<string, AgendaItem>()
  for (const item of parts.flatMap((part) => part.items)) {
    const key = `${item.kind} ${item.title}`
    const before = merged.get(key)
    if (!before) merged.set(key, item)
    else if (weight[item.use] > weight[before.use]) merged.set(key, { ...before, use: item.use })
  }
  const opening = parts.find((part) => part.opens)?.items[0]?.itemId ?? null
  const items = [...merged.values()]
  return {
    items: items.toSorted((a, b) => Number(b.itemId === opening) - Number(a.itemId === opening)),
    opening,
    free: Math.max(0, ...parts.map((part) => part.free)),
  }
}

const weight = { must: 2, usual: 1, choice: 0 } as const

/** A part as it stands on a fresh agenda. */
export function segmentOf(item: AgendaItem): Segment {
  return {
    kind: item.kind,
    title: item.title,
    minutes: item.minutes,
    ledBy: null,
    ledRole: item.ledRole,
    itemId: item.itemId,
    topic: item.topic,
    mode: item.mode,
    way: null,
    lecturerId: null,
    siteId: null,
    home: null,
    skipped: false,
  }
}

export function proposedSegments({ items }: Agenda): Segment[] {
  return items.filter((item) => item.use !== 'choice').map(segmentOf)
}

/** By its mark, or by saying the same; study of whatever name opens a meeting. */
function fulfils(part: Segment, item: AgendaItem, opening: string | null): boolean {
  if (part.skipped) return false
  if (part.itemId === item.itemId) return true
  if (item.itemId === opening && item.kind === 'study') return part.kind === 'study'
  return part.itemId === null && part.kind === item.kind && part.title === item.title
}

/** What the agenda asks and these parts do not have, in its order. Nothing is refused for it. */
export function findLacking({ items, opening, free }: Agenda, parts: readonly Segment[]): Lacking[] {
  const done = parts.filter((part) => !part.skipped)
  const musts = items.filter((item) => item.use === 'must')
  const lacking = musts.flatMap((item): Lacking[] => {
    const at = done.findIndex((part) => fulfils(part, item, opening))
    const { itemId, title } = item
    if (at === -1) return [{ itemId, title, sentence: sayMissing(title, itemId === opening) }]
    return itemId === opening && at > 0 ? [{ itemId, title, sentence: `“${title}”应该放在第一项。` }] : []
  })
  const missing = free - done.filter((part) => isFree(part, items, opening)).length
  if (missing <= 0) return lacking
  return [...lacking, { itemId: null, title: '自选动作', sentence: `自选的还差 ${missing} 件，办了就加上。` }]
}

function sayMissing(title: string, opens: boolean): string {
  return opens ? `没有记“${title}”。学了就补上，没学也能记，会一直标着。` : `没有记“${title}”。办了就补上。`
}

/** Picked from the list or of one's own: what no must and no usual item asks. */
function isFree(part: Segment, items: readonly AgendaItem[], opening: string | null): boolean {
  return !items.some((item) => item.use !== 'choice' && fulfils(part, item, opening))
}
