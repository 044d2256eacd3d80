import type { ReactNode } from 'react'
import { messages } from './messages.ts'

/**
 * done 办好 · due 待 · soon 近 · today 今 · late 逾, can be made up · miss 缺, the window is closed ·
 * excused 免 · error 误 or 拒 · add 增 · chg 改 · next: a step that has not begun
 */
export type StampState = keyof typeof messages.stampChar

const shapes: Partial<Record<StampState, string>> = { today: 'soon' }

type StampProps = {
  state: StampState
  /** Another character of the same shape: 拒 for an error, 重 for a double. */
  char?: string | undefined
}

/** 字章: one character in one shape. It is ink, not words: the word must stand beside it. */
export function Stamp({ state, char = messages.stampChar[state] }: StampProps) {
  return (
    <i className={`st st-${shapes[state] ?? state}`} aria-hidden="true">
      {char}
    </i>
  )
}

/** The stamp with its word beside it. */
export function StampWord({ children, ...stamp }: StampProps & { children: ReactNode }) {
  return (
    <span className="kd">
      <Stamp {...stamp} />
      {children}
    </span>
  )
}
