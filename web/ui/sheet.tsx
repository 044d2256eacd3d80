import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react'
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

/**
 * One choice over the page: from below on a phone, in the middle at a desk. The browser's own dialog keeps
 * the focus in it, gives it back and closes on Escape, in every browser since Chrome 37.
 */
export function Sheet({ title, sub, label, onClose, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const shown = dialog.current
    if (shown && !shown.open) shown.showModal()
    document.documentElement.classList.add('has-sheet')
    return () => {
      document.documentElement.classList.remove('has-sheet')
      shown?.close()
    }
  }, [])
  const closeOutside = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose()
  }
  return (
    // A press beside the sheet closes it; the keyboard has Escape and the close button.
    <dialog ref={dialog} className="sheet" aria-label={label} onClose={onClose} onClick={closeOutside}>
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
