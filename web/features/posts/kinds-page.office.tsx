import './posts.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { usePlace } from '../../lib/place.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { historyMessages } from './history-messages.ts'
import { PostViews } from './post-views.tsx'

type Kind = CallOutput<'listPostKinds'>['rows'][number]
const words = historyMessages.kinds

const columns: Column<Kind>[] = [
  { id: 'kind', head: words.kind, names: true, cell: (one) => one.label },
  { id: 'duty', head: words.duty, cell: (one) => one.duty },
  { id: 'whose', head: words.whose, cell: (one) => one.ownName ?? words.common },
]

function AddKind({ orgId, placeName, onClose }: { orgId: number; placeName: string; onClose: () => void }) {
  const [label, setLabel] = useState('')
  const [duty, setDuty] = useState('')
  const { save, saving, error } = useSave('addPostKind', `post-kind:${orgId}`)
  const send = async () => {
    if (!(await save({ params: { orgId }, body: { label, duty } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(label) })
  }
  return (
    <FormSheet
      title={words.add}
      sub={placeName}
      error={error}
      send={words.add}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.hint}</p>
      <TextField
        label={words.kind}
        value={label}
        onType={setLabel}
        maxLength={20}
        problem={fieldMessage(error, 'body.label')}
      />
      <TextField
        label={words.duty}
        value={duty}
        onType={setDuty}
        maxLength={100}
        problem={fieldMessage(error, 'body.duty')}
      />
    </FormSheet>
  )
}

/** The catalogue of posts that may be set up here: what everybody has, and what this place or one above has added. */
export default function KindsPage() {
  const place = usePlace()
  const [open, setOpen] = useState(false)
  const orgId = place?.orgId ?? 0
  const list = useCall('listPostKinds', place ? { params: { orgId } } : undefined)
  return (
    <div className="posts">
      <PageHead
        title={words.heading}
        sub={words.sub}
        actions={
          list.data?.abilities.add && (
            <Button tone="go" onPress={() => setOpen(true)}>
              {words.add}
            </Button>
          )
        }
      />
      <div className="bar">
        <PostViews value="kinds" />
      </div>
      {place ? (
        <Answer of={list}>
          {({ rows }) => (
            <Ledger caption={words.heading} columns={columns} rows={rows} keyOf={(one) => one.kind} />
          )}
        </Answer>
      ) : (
        <Empty>{words.nowhere}</Empty>
      )}
      {open && place && <AddKind orgId={orgId} placeName={place.orgName} onClose={() => setOpen(false)} />}
    </div>
  )
}
