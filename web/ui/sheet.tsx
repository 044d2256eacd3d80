import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import './sheet.css'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'

type SheetProps = {
  title: ReactNode
  /** Said with the title where the title alone is only a name. */
  sub?: ReactNode
  label: string
  onClose: () => void
  children: ReactNode
}

/** Open as long as it is there. The page behind stays still. */
function useModal(dialog: RefObject<HTMLDialogElement | null>): void {
  useLayoutEffect(() => {
    const before = document.activeElement
    const shown = dialog.current
    if (!shown) return
    if (!shown.open) shown.showModal()
    document.documentElement.classList.add('has-sheet')
    // A press beside the sheet lands on the dialog itself; the keyboard has Escape and the close button.
    const closeBeside = (event: MouseEvent) => {
      if (event.target === shown) shown.close()
    }
    shown.addEventListener('click', closeBeside)
    return () => {
      shown.removeEventListener('click', closeBeside)
      document.documentElement.classList.remove('has-sheet')
      shown.close()
      // A sheet that is taken away while it is open does not give the focus back by itself.
      if (before instanceof HTMLElement) before.focus()
    }
  }, [dialog])
}

/**
 * One choice over the page: from below on a phone, in the middle at a desk. The browser's own dialog keeps
 * the focus in it, gives it back and closes on Escape, in every browser since Chrome 37.
 */
export function Sheet({ title, sub, label, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useModal(dialog)
  return (
    <dialog ref={dialog} className="sheet" aria-label={label} onClose={onClose}>
      <div className="sheet-in">
        <div className="sheet-h">
          <h2>{title}</h2>
          {sub && <span>{sub}</span>}
          <button type="button" className="sq" aria-label={messages.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
