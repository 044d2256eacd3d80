import { useEffect, useState } from 'react'
import { asCallError, type CallError } from '../../../lib/call-error.ts'
import type { CallOutput } from '../../../lib/call-types.ts'
import { fetchFile } from '../../../lib/download.ts'
import { formatDay, splitInstant } from '../../../lib/format-day.ts'
import { useSession } from '../../../lib/session.ts'
import { shrinkPicture } from '../../../lib/shrink-picture.ts'
import { useCall } from '../../../lib/use-call.ts'
import { useSave } from '../../../lib/use-save.ts'
import { useUpload } from '../../../lib/use-upload.ts'
import { Button } from '../../../ui/button.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Trouble } from '../../../ui/states.tsx'
import { Part } from '../notes/part.tsx'
import { messages } from './messages.ts'
import './photos.css'

type Listed = CallOutput<'listActivityPhotos'>
type Row = Listed['rows'][number]

/** Photos of a meeting, for whoever likes to add one: the page asks for none, and fetches none before somebody looks. */
export function PhotoPart({ activityId }: { activityId: string }) {
  const list = useCall('listActivityPhotos', { params: { activityId } })
  const photos = list.data
  if (!photos || (photos.rows.length === 0 && !photos.abilities.add)) return null
  const { rows, abilities } = photos
  return (
    <Part title={messages.title} aside={rows.length > 0 && messages.count(rows.length)}>
      {rows.length > 0 && (
        <ul className="photo-rows">
          {rows.map((row, at) => (
            <Photo key={row.photoId} row={row} no={at + 1} removable={abilities.remove} />
          ))}
        </ul>
      )}
      {abilities.add && <Add activityId={activityId} />}
    </Part>
  )
}

function Photo({ row, no, removable }: { row: Row; no: number; removable: boolean }) {
  const { today } = useSession()
  const { photoId, byName, at } = row
  const shown = usePicture(photoId)
  const removing = useSave('removeActivityPhoto')
  // It cannot be brought back: the first press asks.
  const [asked, setAsked] = useState(false)
  const said = messages.line(no, byName, formatDay(splitInstant(at).day, today))
  return (
    <li>
      <span>{said}</span>
      {!shown.url && (
        <Button label={messages.showLabel(no)} onPress={() => void shown.show()} busy={shown.busy}>
          {messages.show}
        </Button>
      )}
      {removable && (
        <Button
          tone="quiet"
          label={asked ? messages.dropSureLabel(no) : messages.dropLabel(no)}
          busy={removing.saving}
          onPress={() => (asked ? void removing.save({ params: { photoId } }) : setAsked(true))}
        >
          {asked ? messages.dropSure : messages.drop}
        </Button>
      )}
      {(shown.error ?? removing.error) && <Trouble error={(shown.error ?? removing.error) as CallError} />}
      {shown.url && <img src={shown.url} alt={said} />}
    </li>
  )
}

/** Fetched when somebody wants to see it, and forgotten with the page. */
function usePicture(photoId: string) {
  const [url, setUrl] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<CallError>()
  useEffect(() => () => URL.revokeObjectURL(url ?? ''), [url])
  const show = async () => {
    setBusy(true)
    setError(undefined)
    try {
      const { file } = await fetchFile('getActivityPhoto', { params: { photoId } })
      setUrl(URL.createObjectURL(file))
    } catch (thrown) {
      setError(asCallError(thrown))
    } finally {
      setBusy(false)
    }
  }
  return { url, busy, error, show }
}

function Add({ activityId }: { activityId: string }) {
  const { send, share, error } = useUpload('addActivityPhoto', () => {})
  const choose = async (file?: File) => {
    if (file) await send(await shrinkPicture(file), { params: { activityId } })
  }
  return (
    <>
      <FileField
        label={messages.add}
        hint={messages.hint}
        accept="image/jpeg,image/png"
        file={undefined}
        onChoose={(file) => void choose(file)}
        problem={undefined}
      />
      {share !== undefined && <p role="status">{messages.sending(Math.round(share * 100))}</p>}
      {error && <Trouble error={error} />}
    </>
  )
}
