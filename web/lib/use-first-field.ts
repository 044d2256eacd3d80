import { type RefObject, useEffect, useRef } from 'react'

/**
 * For a form that opens in place of the button that was pressed: the focus goes to its first field, and when it closes
 * with the focus in it, to the page, so that the keyboard is never nowhere.
 */
export function useFirstField<E extends HTMLElement>(): RefObject<E | null> {
  const form = useRef<E>(null)
  useEffect(() => {
    const opened = form.current
    opened?.querySelector<HTMLElement>('input, select, textarea')?.focus()
    return () => {
      if (!opened?.contains(document.activeElement)) return
      document.getElementById('main')?.focus({ preventScroll: true })
    }
  }, [])
  return form
}
