import type { ActivityKind } from '../../../contract/activity-kinds.ts'
import type { AgendaItem } from '../../../contract/agenda-items.ts'
import type { CallOutput, CallRequest } from '../../lib/call-types.ts'

export type ItemDraft = Omit<AgendaItem, 'itemId' | 'minutes'> & { itemId: string | null; minutes: string }

export type AgendaDraft = {
  orgId: number
  reach: 'self' | 'below'
  kind: ActivityKind
  name: string
  validFrom: string
  opens: boolean
  free: string
  note: string
  items: ItemDraft[]
}

type Template = CallOutput<'getAgendaTemplate'>['template']
type Ready = CallOutput<'listAgendaTemplates'>['ready'][number]

export const blankItem: ItemDraft = {
  itemId: null,
  kind: 'meeting',
  title: '',
  use: 'must',
  minutes: '',
  ledRole: null,
  topic: null,
  mode: null,
  note: null,
}

/** From a version before it, from one that stands ready, or from nothing. */
export function draftFrom(
  source: Template | Ready | undefined,
  fixed: Pick<AgendaDraft, 'orgId' | 'validFrom'>,
): AgendaDraft {
  const own = source && 'templateId' in source ? { orgId: source.orgId, reach: source.reach } : {}
  return {
    ...fixed,
    reach: 'below',
    ...own,
    kind: source?.kind ?? 'theme-day',
    name: source?.name ?? '',
    opens: source?.opens ?? false,
    free: String(source?.free ?? 0),
    note: source?.note ?? '',
    items: (source?.items ?? []).map((item) => ({
      ...item,
      itemId: 'itemId' in item ? (item as AgendaItem).itemId : null,
      minutes: item.minutes === null ? '' : String(item.minutes),
    })),
  }
}

export function bodyOf(draft: AgendaDraft): CallRequest<'declareAgenda'>['body'] {
  const { orgId, reach, kind, validFrom, name, opens, free, note, items } = draft
  return {
    ...{ orgId, reach, kind, validFrom },
    terms: {
      ...{ name, opens },
      free: Number(free),
      note: note.trim() || null,
      items: items.map((item) => ({
        ...item,
        minutes: item.minutes.trim() === '' ? null : Number(item.minutes),
      })),
    },
  }
}
