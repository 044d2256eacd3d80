import { Drawer } from 'antd'
import type { ReactNode } from 'react'
import './why-drawer.css'
import { CopyAddress } from './copy-address.tsx'
import { Icon } from './icon.tsx'
import { messages } from './messages.ts'

type WhyDrawerProps = {
  open: boolean
  onClose: () => void
  title?: string
  /** The address that opens this very drawer again; without one there is nothing to copy. */
  address?: string
  /** More of the head: a button that prints the explanation. */
  extra?: ReactNode
  children: ReactNode
}

/** Office pages only: why a figure is so, beside the page that it stands on, which stays in use. */
export function WhyDrawer(props: WhyDrawerProps) {
  const { open, onClose, title = messages.whyTitle, address, extra, children } = props
  return (
    <Drawer
      open={open}
      onClose={onClose}
      title={title}
      size={600}
      mask={false}
      closable={false}
      rootClassName="why"
      extra={
        <>
          {address && <CopyAddress address={address} tone="quiet" />}
          {extra}
          <button type="button" className="sq" aria-label={messages.close} onClick={onClose}>
            <Icon name="close" />
          </button>
        </>
      }
    >
      {children}
    </Drawer>
  )
}
