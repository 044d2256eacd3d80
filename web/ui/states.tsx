import type { ReactNode } from 'react'
import type { CallError } from '../lib/call-error.ts'
import { messages } from './messages.ts'
import { Receipt } from './receipt.tsx'

/** Shown only after a moment: what comes at once should not flicker. */
export function Loading({ children = messages.loading }: { children?: ReactNode }) {
  return (
    <p className="loading" role="status">
      {children}
    </p>
  )
}

/** Nothing there is an answer too, and says what follows: 这个月没有要办的事。 */
export function Empty({ children, action }: { children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <p>{children}</p>
      {action}
    </div>
  )
}

/** What went wrong, in the server's own sentence, and what to do. */
export function Trouble({ error, onRetry }: { error: CallError; onRetry?: (() => void) | undefined }) {
  const tone = error.code === 'network.lost' ? 'offline' : 'error'
  const action = onRetry && { label: messages.retry, run: onRetry }
  return (
    <Receipt tone={tone} action={action}>
      {error.message}
      {error.reference && !error.message.includes(error.reference) && (
        <small> {messages.errorReference(error.reference)}</small>
      )}
    </Receipt>
  )
}

/** A refusal stays one however often it is asked for; anything else may pass. */
function mayPass({ status }: CallError): boolean {
  return status !== 403 && status !== 404
}

type AnswerProps<T> = {
  of: { data: T | undefined; error?: unknown; reload?: () => void; refetch?: () => unknown }
  children: (data: T) => ReactNode
}

/**
 * Loading, refused or there: for what `useCall` and TanStack's `useQuery` give. What was read before stays on
 * the page when a later reading fails, with the trouble above it.
 */
export function Answer<T>({ of, children }: AnswerProps<T>) {
  const error = of.error ? (of.error as CallError) : undefined
  const retry = () => {
    if (of.reload) of.reload()
    else void of.refetch?.()
  }
  return (
    <>
      {error && <Trouble error={error} onRetry={mayPass(error) ? retry : undefined} />}
      {of.data === undefined ? !error && <Loading /> : children(of.data)}
    </>
  )
}
