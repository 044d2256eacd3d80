import { useKeptSave } from '../../lib/outbox/use-kept-save.ts'
import type { UseWriter } from './use-record.ts'

/** Where a roll is called there may be no signal: it is kept on the phone then. */
export const useKeptRoll: UseWriter = (name, _keptAs, about) => {
  const { save, saving, error } = useKeptSave(name)
  return { save: (request, lines = []) => save({ request, lines, ...about }), saving, error }
}
