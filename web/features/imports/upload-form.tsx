import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import { go } from '../../lib/link.ts'
import { usePlace } from '../../lib/place.ts'
import { ask } from '../../lib/query.ts'
import { useUpload } from '../../lib/use-upload.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { Trouble } from '../../ui/states.tsx'
import type { What } from './import-types.ts'
import { messages } from './messages.ts'

const words = messages.list

/** Where a register may be for: a branch or a grid, or what stands above several. */
function usePlaces(what: What) {
  const rows = useQuery(ask('getTree', {})).data?.rows ?? []
  return rows
    .filter((org) => org.inScope && !org.dissolvedOn && isPlaceOf(what, org.kind))
    .map((org) => ({ value: String(org.orgId), label: org.name }))
}

function isPlaceOf(what: What, kind: string): boolean {
  return what === 'members' ? !['group', 'grid'].includes(kind) : ['grid', 'village'].includes(kind)
}

/** One file for one organisation. It is read first; nothing is written by sending it. */
export function UploadForm({ what }: { what: What }) {
  const place = usePlace()
  const places = usePlaces(what)
  const [chosen, setChosen] = useState(place ? String(place.orgId) : '')
  const orgId = places.some((one) => one.value === chosen) ? chosen : (places[0]?.value ?? chosen)
  const own = what === 'members' ? words : messages.households
  const [file, setFile] = useState<File>()
  const [missing, setMissing] = useState(false)
  const { send, share, error } = useUpload('uploadRegister', ({ importId }) => go(`/imports/${importId}`))
  const atOrg = fieldMessage(error, 'query.orgId')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setMissing(!file)
    if (file) void send(file, { query: { orgId: Number(orgId), what } })
  }
  return (
    <form className="form upload" onSubmit={submit}>
      {error && !atOrg && <Trouble error={error} />}
      {places.length > 1 && (
        <SelectField
          label={own.org}
          hint={own.orgHint}
          value={orgId}
          onChoose={setChosen}
          options={places}
          problem={atOrg}
        />
      )}
      <FileField
        label={own.file}
        hint={words.fileHint}
        accept=".xlsx,.csv"
        file={file}
        onChoose={setFile}
        problem={missing && !file ? words.noFile : undefined}
      />
      <div>
        <Button submit tone="go" busy={share !== undefined}>
          {share === undefined ? words.read : words.reading(Math.round(share * 100))}
        </Button>
      </div>
    </form>
  )
}
