import { to } from '../../lib/link.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'

export function MissingHint() {
  return (
    <Empty action={<LinkButton href={to('/')}>{messages.toStart}</LinkButton>}>{messages.missingHint}</Empty>
  )
}
