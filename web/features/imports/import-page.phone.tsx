import './imports.phone.css'
import { useEffect } from 'react'
import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { ImportProgress } from './import-progress.tsx'
import { type Import, isWorking } from './import-types.ts'
import { messages } from './messages.ts'
import { type Verdict, verdicts } from './rows-address.ts'
import { titles } from './titles.ts'

const words = messages.phone
const pause = 2_000

function Counts({ found }: { found: Import }) {
  const some = verdicts.filter((verdict: Verdict) => found.counts[verdict] > 0)
  return (
    <dl className="counts-of">
      {some.map((verdict) => (
        <div key={verdict}>
          <dt>{messages.verdicts[verdict]}</dt>
          <dd>{found.counts[verdict]}</dd>
        </div>
      ))}
    </dl>
  )
}

function Body({ found }: { found: Import }) {
  if (isWorking(found)) return <ImportProgress found={found} />
  return (
    <div className="pad top">
      {found.failure && <p className="problem">{found.failure.message}</p>}
      <p>{found.state === 'ready' ? words.ready : found.stateLabel}</p>
      <Counts found={found} />
    </div>
  )
}

/** What came of a file, in numbers: nine columns of differences are looked through at a desk. */
export default function ImportPage({ params }: PageProps) {
  const found = useCall('getImport', { params: { importId: params.importId ?? '' } })
  const { data, reload } = found
  const working = data !== undefined && isWorking(data)
  useEffect(() => {
    if (!working) return
    const timer = setInterval(reload, pause)
    return () => clearInterval(timer)
  }, [working, reload])
  return (
    <Screen
      title={data?.what === 'households' ? titles.households : titles.imports}
      sub={data && messages.page.of(data.fileName, data.orgName)}
      back="/"
    >
      <Answer of={found}>{(one) => <Body found={one} />}</Answer>
    </Screen>
  )
}
