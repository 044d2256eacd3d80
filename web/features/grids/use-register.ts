import { useState } from 'react'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSettled } from '../../lib/use-settled.ts'

type Only = 'stale' | 'waiting' | undefined

/** As many of a register as a page shows, and as many as a search answers. */
const pageSize = 50
const mostFound = 20

/** What an address of the register leaves out. */
function readOnly(search: URLSearchParams): Only {
  if (search.get('waiting') === 'true') return 'waiting'
  return search.get('stale') === 'true' ? 'stale' : undefined
}

/** A register and what of it is looked at: the address says which part; what is looked for is only typed. */
export function useRegister({ params, search }: PageProps) {
  const orgId = Number(params['orgId'])
  const only = readOnly(search)
  const [typed, type] = useState('')
  const settled = useSettled(typed.trim())
  const sought = typed.trim() === '' ? '' : settled
  const part = sought ? { limit: mostFound, search: sought } : { limit: pageSize, offset: readOffset(search) }
  const query = { ...part, ...(only && { [only]: 'true' as const }) }
  const list = useCall('listHouseholds', { params: { orgId }, query })
  return { orgId, only, offset: readOffset(search), limit: part.limit, typed, type, sought, list }
}
export type LookedAt = ReturnType<typeof useRegister>
