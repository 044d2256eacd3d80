import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon.tsx'

type Look = {
  /** `go` is the one next step: at most one on a screen, and none where somebody is judged. */
  tone?: 'go' | 'plain' | 'quiet'
  wide?: boolean
  /** Takes the room that is left beside what else stands in a bar. */
  grow?: boolean
  icon?: IconName
  children: ReactNode
}

function classOf({ tone = 'plain', wide, grow }: Look): string {
  const parts = ['btn', tone !== 'plain' && `btn-${tone}`, wide && 'wide', grow && 'grow']
  return parts.filter(Boolean).join(' ')
}

type ButtonProps = Look & {
  onPress?: () => void
  submit?: boolean
  /** It is under way: it cannot be pressed twice, and keeps its place and its words. */
  busy?: boolean | undefined
  disabled?: boolean | undefined
  /** Where the words on it do not say enough by themselves: 补记 → 补记：10 月支委会没有记录. */
  label?: string | undefined
}

/** A verb that does something. One that leads somewhere is a LinkButton. */
export function Button(props: ButtonProps) {
  const { onPress, submit, busy = false, disabled = false, label, icon, children } = props
  return (
    <button
      type={submit ? 'submit' : 'button'}
      className={classOf(props)}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      aria-label={label}
      onClick={onPress}
    >
      {icon && <Icon name={icon} />}
      {children}
      {busy && '…'}
    </button>
  )
}

type LinkButtonProps = Look & { href: string; label?: string | undefined; download?: boolean }

export function LinkButton(props: LinkButtonProps) {
  const { href, label, icon, children, download } = props
  return (
    <a className={classOf(props)} href={href} aria-label={label} download={download}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  )
}
