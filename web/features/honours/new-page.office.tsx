import { to } from '../../lib/link.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { HonourForm, useHonourForm } from './honour-form.tsx'
import { messages } from './messages.ts'

export default function NewPage() {
  const state = useHonourForm()
  return (
    <>
      <PageHead title={messages.record} sub={messages.recordSub} />
      <HonourForm state={state}>
        <div className="two">
          <Button submit tone="go" busy={state.saving}>
            {messages.save}
          </Button>
          <LinkButton href={to('/honours')} tone="quiet">
            {messages.notNow}
          </LinkButton>
        </div>
      </HonourForm>
    </>
  )
}
