import { PlaceField } from '../../ui/place-field.tsx'
import './assessments.css'
import { useState } from 'react'
import { useCall } from '../../lib/use-call.ts'

import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { OpenForm } from './open-form.tsx'
import { People } from './people.tsx'
import { titles } from './titles.ts'

const words = messages.open

type Place = { orgId: number; name: string }

function Opening({ places }: { places: readonly [Place, ...Place[]] }) {
  const [orgId, setOrgId] = useState(places[0].orgId)
  const form = useCall('getAssessmentForm', { params: { orgId } })
  return (
    <>
      <PageHead title={titles.open} sub={form.data && words.sub(form.data.orgName)} />
      {places.length > 1 && (
        <PlaceField
          label={words.at}
          value={String(orgId)}
          onChoose={(next) => setOrgId(Number(next))}
          places={places}
        />
      )}
      <Answer of={form}>
        {(known) => (
          <>
            <OpenForm key={orgId} orgId={orgId} known={known} />
            <People assessed={known.assessed} excused={known.excused} />
          </>
        )}
      </Answer>
    </>
  )
}

export default function OpenPage() {
  const list = useCall('listAssessments', { query: { limit: 1 } })
  return (
    <div className="assess">
      <Answer of={list}>
        {({ mayOpenAt: [first, ...more] }) =>
          first ? <Opening places={[first, ...more]} /> : <Empty>{words.noPlace}</Empty>
        }
      </Answer>
    </div>
  )
}
