import { useKeptSave } from '../../lib/outbox/use-kept-save.ts'
import type { UseHelpWrite } from './help-write.ts'

/** In the village there is often none: the phone has it, sealed, and sends it when it can. */
export const useKeptHelp: UseHelpWrite = (pairingId) => {
  const { save, saving, error } = useKeptSave('recordHelp')
  return {
    save: async (wish) => {
      const answer = await save({ ...wish, slot: `pairing-help:${pairingId}`, page: '/own-pairings' })
      if (!answer) return undefined
      return answer === 'kept' ? 'kept' : 'done'
    },
    saving,
    error,
  }
}
