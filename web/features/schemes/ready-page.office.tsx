import './schemes.css'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { ask } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { Answer } from '../../ui/states.tsx'
import { BeginForm } from './begin-form.tsx'
import { ImportForm } from './import-form.tsx'
import { messages } from './messages.ts'
import { RuleTable, SharedLimits } from './rule-table.tsx'
import { titles } from './titles.ts'
import { VersionTerms } from './version-terms.tsx'

type Ready = CallOutput<'listReadySchemes'>['rows'][number]

const words = messages.ready

/** What of the source was left out, with the rule that says so: who looks for it reads why it is not there. */
function LeftOut({ refused }: Pick<Ready, 'refused'>) {
  if (refused.length === 0) return null
  return (
    <>
      <h3 className="h3">{words.refused}</h3>
      <ul className="left-out">
        {refused.map(({ line, reason }) => (
          <li key={line}>
            <StampWord state="error" char="拒">
              <b>{line}</b>
            </StampWord>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

type Shown = 'rules' | 'form' | undefined
type BlockProps = { ready: Ready; open: Shown; onOpen: (shown: Shown) => void }

function ReadyBlock({ ready, open, onOpen }: BlockProps) {
  const { name, source, note, version, refused } = ready
  return (
    <section className="scheme">
      <h2>{name}</h2>
      <p>
        <b>{words.source}</b> {source}
      </p>
      <p className="note">{note}</p>
      <LeftOut refused={refused} />
      {open === 'rules' && (
        <div className="version">
          <RuleTable version={version} before={undefined} flaws={[]} />
          <SharedLimits version={version} flaws={[]} />
          <VersionTerms version={version} />
        </div>
      )}
      {open === 'form' ? (
        <BeginForm ready={ready} onClose={() => onOpen(undefined)} />
      ) : (
        <div className="acts">
          <Button label={words.beginWhich(name)} onPress={() => onOpen('form')}>
            {words.begin}
          </Button>
          <Button
            tone="quiet"
            label={open ? undefined : words.showWhich(name)}
            onPress={() => onOpen(open ? undefined : 'rules')}
          >
            {open ? words.hide : words.show}
          </Button>
        </div>
      )}
    </section>
  )
}

/** Published schemes to begin on, and a file to begin on. */
export default function ReadyPage() {
  const ready = useQuery(ask('listReadySchemes', {}))
  const [open, setOpen] = useState<{ key: string; shown: Shown }>()
  return (
    <>
      <PageHead title={titles.ready} sub={words.sub} />
      <Answer of={ready}>
        {({ rows }) =>
          rows.map((one) => (
            <ReadyBlock
              key={one.key}
              ready={one}
              open={open?.key === one.key ? open.shown : undefined}
              onOpen={(shown) => setOpen({ key: one.key, shown })}
            />
          ))
        }
      </Answer>
      <ImportForm />
    </>
  )
}
