import type { CallOutput } from '../../../lib/call-types.ts'
import { formatDay } from '../../../lib/format-day.ts'
import { tell } from '../../../lib/receipts.ts'
import { useSave } from '../../../lib/use-save.ts'
import { AskReason } from '../../../ui/ask-reason.tsx'
import { Button } from '../../../ui/button.tsx'
import { CopyAddress } from '../../../ui/copy-address.tsx'
import { Receipt } from '../../../ui/receipt.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { noticeWords as words } from './notice-words.ts'

type Preview = CallOutput<'previewVisitNotice'>
type ActsProps = { orgId: number; of: Preview; today: string; onDone: () => void }

function Publish({ orgId, of, today, onDone }: ActsProps) {
  const { save, saving, error } = useSave('publishVisitNotice')
  const publish = async () => {
    const done = await save({ params: { orgId }, body: { month: of.month, seen: of.seen } })
    // What is before one may no longer be so: it is looked at again.
    if (!done) return onDone()
    tell({ tone: 'done', sentence: words.published(formatDay(done.expiresOn, today)) })
    onDone()
  }
  return (
    <>
      {error && <Trouble error={error} />}
      <p className="note">{words.publishHint(of.snapshot.placeName)}</p>
      <Button tone="go" busy={saving} onPress={() => void publish()}>
        {words.publish}
      </Button>
    </>
  )
}

/** What hangs before the public now, with its address, and the way to take it back. */
function Standing({
  of,
  notice,
  onDone,
}: {
  of: Preview
  notice: Preview['notices'][number]
  onDone: () => void
}) {
  const write = useSave('withdrawVisitNotice')
  const { path, noticeId } = notice
  const withdraw = async (reason: string) => {
    const done = await write.save({ params: { noticeId }, body: { reason } })
    if (done) onDone()
    return done
  }
  return (
    <>
      {of.changed && <Receipt tone="late">{words.changed}</Receipt>}
      {path && (
        <p>
          <a href={path} target="_blank" rel="noopener">
            {new URL(path, location.href).href}
          </a>{' '}
          <CopyAddress address={path} />
        </p>
      )}
      {of.abilities.withdraw && (
        <AskReason
          verb={words.withdraw}
          hint={words.withdrawHint}
          why={words.why}
          write={write}
          onSend={withdraw}
          done={words.withdrawn}
        />
      )}
    </>
  )
}

function Acts(props: ActsProps) {
  const { of, onDone } = props
  const notice = of.notices.find((one) => one.state !== 'withdrawn')
  if (notice) return <Standing of={of} notice={notice} onDone={onDone} />
  if (of.hindrance) return <Receipt tone="late">{of.hindrance}</Receipt>
  return of.abilities.publish ? <Publish {...props} /> : null
}

/** One red button at most: to publish what is not before the public yet. */
export function NoticeActs(props: ActsProps) {
  return (
    <div className="desk-publish">
      <Acts {...props} />
    </div>
  )
}
