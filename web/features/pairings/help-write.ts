import type { CallError } from '../../lib/call-error.ts'
import type { CallRequest } from '../../lib/call-types.ts'
import { useSave } from '../../lib/use-save.ts'

export type HelpWish = {
  request: CallRequest<'recordHelp'>
  /** Whom it was for and what it says, for the list of what waits on a phone. */
  title: string
  lines: readonly string[]
}

export type HelpWrite = {
  /** Done; or kept on the phone until there is a line; or nothing when it was refused. */
  save: (wish: HelpWish) => Promise<'done' | 'kept' | undefined>
  saving: boolean
  error: CallError | undefined
}

export type UseHelpWrite = (pairingId: string) => HelpWrite

/** At the desk there is a line. */
export const useHelpNow: UseHelpWrite = (pairingId) => {
  const { save, saving, error } = useSave('recordHelp', `pairing-help:${pairingId}`)
  return {
    save: async ({ request }) => ((await save(request)) ? 'done' : undefined),
    saving,
    error,
  }
}
