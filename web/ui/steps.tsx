import type { ReactNode } from 'react'
import './steps.css'
import { messages } from './messages.ts'
import { Stamp, type StampState } from './stamp.tsx'

export type Step = {
  id: string
  title: string
  note?: ReactNode
  state: 'done' | 'now' | 'next'
  /** How near the limit the present step is; the stamp says it. */
  stamp?: Extract<StampState, 'due' | 'soon' | 'today' | 'late'>
  /** Working days used and allowed, where the procedure has a clock. */
  used?: number
  allowed?: number
}

/** More ticks than this cannot be counted at a glance; the words stand alone then. */
const mostTicks = 20

function Ticks({ used, allowed }: { used: number; allowed: number }) {
  const total = Math.max(used, allowed)
  if (total > mostTicks) return null
  const kinds = Array.from({ length: total }, (_, day) =>
    day >= allowed ? 'over' : day < used ? 'on' : 'left',
  )
  return (
    <span className="days" aria-hidden="true">
      {kinds.map((kind, day) => (
        <i key={day} className={kind} />
      ))}
    </span>
  )
}

function Days({ used, allowed }: { used: number | undefined; allowed: number | undefined }) {
  if (used === undefined) return null
  if (allowed === undefined) return <em>{used === 0 ? messages.sameDay : null}</em>
  return (
    <em>
      <span className="sr">{messages.daysRead(used, allowed)}</span>
      <span aria-hidden="true">{messages.days(used, allowed)}</span>
      <Ticks used={used} allowed={allowed} />
    </em>
  )
}

function stampOf(step: Step): StampState {
  if (step.state === 'now') return step.stamp ?? 'due'
  return step.state
}

/** The course of a procedure as a line downwards; days used ／ allowed as ticks. */
export function Course({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <ol className="course" aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <Stamp state={stampOf(step)} />
          <div>
            <b>{step.title}</b>
            {step.note && <span>{step.note}</span>}
          </div>
          <Days used={step.used} allowed={step.allowed} />
        </li>
      ))}
    </ol>
  )
}

/** The same on one line across an office page, for the few steps of a publication. */
export function Steps({ steps, label }: { steps: readonly Step[]; label: string }) {
  return (
    <ol className="steps" aria-label={label}>
      {steps.map((step) => (
        <li key={step.id} className={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <b>{step.title}</b>
          {step.note && <span>{step.note}</span>}
          <Days used={step.used} allowed={step.allowed} />
        </li>
      ))}
    </ol>
  )
}
