import { useQuery } from '@tanstack/react-query'
import type { CallOutput } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'

export type Scheme = CallOutput<'listSchemes'>['rows'][number]
export type Version = CallOutput<'getVersion'>

/** A scheme with the version asked for, and the last published one before it, to tell what a draft changes. */
export function useVersion(schemeId: string, versionId: number | undefined) {
  const schemes = useQuery(ask('listSchemes', {}))
  const scheme = schemes.data?.rows.find((row) => row.schemeId === schemeId)
  const published = scheme?.versions.find((row) => row.state === 'published' && row.versionId !== versionId)
  const version = useQuery({
    ...ask('getVersion', { params: { schemeId, versionId: versionId ?? 0 } }),
    enabled: versionId !== undefined,
  })
  const isDraft = version.data?.row.state === 'draft'
  const before = useQuery({
    ...ask('getVersion', { params: { schemeId, versionId: published?.versionId ?? 0 } }),
    enabled: isDraft && published !== undefined,
  })
  return { schemes, scheme, version, before: isDraft ? before.data?.version : undefined }
}
