import { type RefObject, useEffect } from 'react'

/** Closes what hangs over the page when Escape is pressed, or the press or the focus goes elsewhere. */
export function useDismiss(box: RefObject<HTMLElement | null>, open: boolean, close: () => void): void {
  useEffect(() => {
    if (!open) return
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') close()
    }
    const onElsewhere = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) close()
    }
    document.addEventListener('keydown', onKey)
    document.addEventListener('mousedown', onElsewhere)
    document.addEventListener('focusin', onElsewhere)
    return () => {
      document.removeEventListener('keydown', onKey)
      document.removeEventListener('mousedown', onElsewhere)
      document.removeEventListener('focusin', onElsewhere)
    }
  }, [box, open, close])
}
