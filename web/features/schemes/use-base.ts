import { useCallback, useEffect, useState } from 'react'
import type { SchemeVersion } from '../../../contract/scheme-version.ts'
import { call } from '../../lib/call.ts'
import { asCallError, type CallError } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'

type Version = CallOutput<'getVersion'>

/** What a draft is begun on, and the version in force that it is compared with. */
export type Base = { base: Version; before: SchemeVersion | undefined }

async function load(schemeId: string): Promise<Base | undefined> {
  const { rows } = await call('listSchemes')
  const versions = rows.find((row) => row.schemeId === schemeId)?.versions ?? []
  const read = async (row: { versionId: number } | undefined) =>
    row && call('getVersion', { params: { schemeId, versionId: row.versionId } })
  const draft = await read(versions.find((row) => row.state === 'draft'))
  const force = await read(versions.find((row) => row.state === 'published'))
  const base = draft ?? force
  return base && { base, before: force?.version }
}

type State = { data: Base | undefined; error?: CallError }

/** Read once, and again when asked: a form's ground does not move under it, and a saved draft has another number. */
export function useBase(schemeId: string) {
  const [state, setState] = useState<State>({ data: undefined })
  const reload = useCallback(
    () =>
      load(schemeId).then(
        (data) => setState({ data }),
        (thrown: unknown) => setState((now) => ({ ...now, error: asCallError(thrown) })),
      ),
    [schemeId],
  )
  useEffect(() => {
    void reload()
  }, [reload])
  return { ...state, reload }
}
