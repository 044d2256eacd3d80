import type { ReactNode } from 'react'

type FigureProps = {
  /** The figure as printed: 29, 13／15, +2. */
  children: ReactNode
  /** Read aloud in its place; begins with the figure and says what opens: 29 分，看 15 条记录. */
  label: string
} & (
  | { href: string }
  | {
      open: boolean
      onToggle: () => void
      /** The id of what it opens. */
      controls?: string | undefined
    }
)

/**
 * 有据的数: a figure that opens to its facts. The dotted rule and the caret stand for that and nothing
 * else; an ordinary link or menu never wears them.
 */
export function Figure(props: FigureProps) {
  if ('href' in props) {
    return (
      <a className="fig" href={props.href} aria-label={props.label}>
        {props.children}
      </a>
    )
  }
  return (
    <button
      type="button"
      className="fig"
      aria-label={props.label}
      aria-expanded={props.open}
      aria-controls={props.open ? props.controls : undefined}
      onClick={props.onToggle}
    >
      {props.children}
    </button>
  )
}
