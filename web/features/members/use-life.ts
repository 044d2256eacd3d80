import type { CallError } from '../../lib/call-error.ts'
import type { CallRequest, EndpointName } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSave } from '../../lib/use-save.ts'
import type { Member } from './fields.ts'
import { lifeMessages } from './life-messages.ts'
import { messages } from './messages.ts'

/** The dated steps that answer with warnings. */
export type Step =
  | 'changeStage'
  | 'extendProbation'
  | 'exitMember'
  | 'readmitMember'
  | 'changeStanding'
  | 'changeContact'

export type FormProps = { member: Member; onClose: () => void }

type BodyOf<N extends EndpointName> = CallRequest<N> extends { body: infer Body } ? Body : never
type Life<S extends Step> = {
  /** False when it was refused: the reason is then in `error`. */
  take: (body: BodyOf<S>, sentence?: string) => Promise<boolean>
  saving: boolean
  error: CallError | undefined
}

/** Takes one dated step, closes the form, and says what happened with what should be looked at again. */
export function useLife<S extends Step>(step: S, { member, onClose }: FormProps): Life<S> {
  const { save, saving, error } = useSave(step)
  const take: Life<S>['take'] = async (body, sentence = lifeMessages.acts.done) => {
    const request = { params: { memberId: member.memberId }, body } as unknown as CallRequest<S>
    const answer = (await save(request)) as { warnings: { message: string }[] } | undefined
    if (!answer) return false
    onClose()
    const warned = answer.warnings.map((warning) => warning.message)
    const more = warned.length > 0 ? messages.form.warnings(warned) : ''
    tell({ tone: warned.length > 0 ? 'late' : 'done', sentence: sentence + more })
    return true
  }
  return { take, saving, error }
}
