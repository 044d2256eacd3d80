import { Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import './why-drawer.css'
import { Button } from './button.tsx'
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

/** Nothing where the page came over plain HTTP: browsers give the clipboard to secure pages only. */
function CopyAddress({ address }: { address: string }) {
  const [copied, setCopied] = useState(false)
  const clipboard: Clipboard | undefined = navigator.clipboard
  if (!clipboard) return null
  const copy = () => {
    void clipboard.writeText(new URL(address, location.href).href).then(() => setCopied(true))
  }
  return (
    <Button tone="quiet" onPress={copy}>
      <span role="status">{copied ? messages.addressCopied : messages.copyAddress}</span>
    </Button>
  )
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
          {address && <CopyAddress address={address} />}
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
