import type { CallOutput } from '../../../lib/call-types.ts'
import { tell } from '../../../lib/receipts.ts'
import { useCall } from '../../../lib/use-call.ts'
import { useSave } from '../../../lib/use-save.ts'
import { checkWords } from './check-words.ts'

export const feedbackSize = 50
export type Told = CallOutput<'listVisitFeedback'>['rows'][number]

/** What checks said of the own visits, and what one says to that; with nothing said, that it was read. */
export function useFeedback(offset: number) {
  const list = useCall('listVisitFeedback', { query: { limit: feedbackSize, offset } })
  const write = useSave('answerVisitCheck')
  const answer = async ({ checkId, visitId }: Told, text: string | null) => {
    const answered = await write.save({ params: { checkId, visitId }, body: { text } })
    if (answered) tell({ tone: 'done', sentence: checkWords.mine.done })
    return answered
  }
  return { list, write, answer }
}
