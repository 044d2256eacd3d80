import './grids.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import { to } from '../../lib/link.ts'
import { useSession } from '../../lib/session.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { CountForm } from './count-form.tsx'
import { DrawSheet } from './draw-sheet.tsx'
import { figureLabels, householdWords, messages } from './messages.ts'
import { outlinesOf } from './outlines.ts'
import { Sketch } from './sketch.tsx'
import { Staff } from './staff.tsx'

export type One = CallOutput<'getGrid'>
const words = messages.history
const figures = Object.keys(figureLabels) as (keyof typeof figureLabels)[]

function Six({ grid }: { grid: One }) {
  const { today } = useSession()
  return (
    <section>
      <ul className="six">
        {figures.map((figure) => (
          <li key={figure}>
            <b>{grid.figures[figure]?.toLocaleString('en-US') ?? messages.unknown}</b>
            {figureLabels[figure]}
          </li>
        ))}
      </ul>
      <p className="note">
        {grid.countedOn
          ? messages.facts(formatDay(grid.countedOn, today), grid.fromRegister)
          : messages.notCounted}
        {grid.countedOn && grid.isStale && `　${messages.stale}`}
      </p>
    </section>
  )
}

function History({ grid }: { grid: One }) {
  const { today } = useSession()
  if (grid.counts.length === 0) return <p>{words.empty}</p>
  return (
    <ul>
      {grid.counts.map(({ countId, countedOn, lived, representatives, enterprises, recordedByName }) => (
        <li key={countId}>
          {[
            formatDay(countedOn, today),
            lived
              ? `${lived.households} 户，${lived.population} 人，新居民 ${lived.newResidents}`
              : words.register,
            `村民代表 ${representatives}，企业 ${enterprises}`,
            recordedByName,
          ].join('，')}
        </li>
      ))}
    </ul>
  )
}

/** One grid: its figures and where they come from, who looks after it, how it lies. */
export function GridBody({ grid }: { grid: One }) {
  const [open, setOpen] = useState<'count' | 'draw'>()
  const close = () => setOpen(undefined)
  const { abilities, places, name } = grid
  const outlines = outlinesOf([grid])
  return (
    <div className="grids">
      <Six grid={grid} />
      <div className="grid-acts">
        {abilities.count && (
          <Button tone="go" onPress={() => setOpen('count')}>
            {messages.count.open}
          </Button>
        )}
        {abilities.households && (
          <LinkButton href={to(`/grids/${grid.orgId}/households`)}>{householdWords.open}</LinkButton>
        )}
      </div>
      <h2>
        {messages.head}、{messages.staff}
      </h2>
      <Staff grid={grid} />
      <h2>{messages.sketchOf(name)}</h2>
      <p>
        {places.length > 0
          ? messages.places(places.map((place) => place.name).join('、'))
          : messages.noPlaces}
      </p>
      {outlines.length > 0 && (
        <Sketch outlines={outlines} label={messages.sketchOf(name)} frame={grid.frame} />
      )}
      <p className="note">{messages.sketchNote}</p>
      {abilities.write && (
        <div className="grid-acts">
          <Button onPress={() => setOpen('draw')}>{messages.draw.open}</Button>
        </div>
      )}
      <h2>{words.title}</h2>
      <History grid={grid} />
      {open === 'count' && <CountForm grid={grid} onClose={close} />}
      {open === 'draw' && <DrawSheet grid={grid} onClose={close} />}
    </div>
  )
}
