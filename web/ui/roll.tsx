import { type KeyboardEvent, useId, useRef, useState } from 'react'
import './roll.css'
import { padName } from '../lib/format-name.ts'
import { messages } from './messages.ts'
import { RollReasons } from './roll-reasons.tsx'
import {
  type Absent,
  countAbsent,
  findInitial,
  markAbsent,
  markPresent,
  moveOf,
  moveTo,
  showsInitial,
} from './roll-state.ts'

/** In the order of the register (surname-aware pinyin); `initial` is the surname's letter: 乐 Y, 单 S. */
export type RollPerson = { id: string; name: string; initial: string }
/** `short` stands under a name in the roll, in two characters: 外出. */
export type RollReason = { id: string; label: string; short: string }

type RollProps = {
  people: readonly RollPerson[]
  reasons: readonly RollReason[]
  /** What is taken when the sheet is closed without choosing: 没有说. */
  unsaid: string
  absent: Absent
  onChange: (absent: Absent) => void
  /** One sentence in the sheet on what an absence costs. */
  note?: string
}

function columnsOf(list: HTMLElement): number {
  const [first, ...rest] = Array.from(list.children) as HTMLElement[]
  const wrapped = rest.findIndex((item) => item.offsetTop !== first?.offsetTop)
  return wrapped < 0 ? list.children.length : wrapped + 1
}

function labelAbsent(person: RollPerson, reason: RollReason | undefined): string {
  return [person.name, messages.rollAbsent, reason?.label].filter(Boolean).join('，')
}

/**
 * 点名: up to a hundred people on one screen, everyone present, tap those who are not. A name is never
 * struck through, framed in black or red. One tab stop; arrows, letters and Enter do the rest.
 */
export function Roll({ people, reasons, unsaid, absent, onChange, note }: RollProps) {
  const [at, setAt] = useState(0)
  const [asking, setAsking] = useState<string>()
  const list = useRef<HTMLUListElement>(null)
  const help = useId()
  const gone = countAbsent(absent, people)
  const asked = people.find((person) => person.id === asking)

  const press = (person: RollPerson, index: number) => {
    setAt(index)
    if (absent[person.id] === undefined) onChange(markAbsent(absent, person.id, unsaid))
    setAsking(person.id)
  }
  const focus = (index: number) => {
    setAt(index)
    list.current?.children[index]?.querySelector('button')?.focus()
  }
  const follow = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !list.current) return
    const move = moveOf(event.key)
    const letter = /^[a-z]$/i.test(event.key) ? findInitial(people, event.key, at) : -1
    if (!move && letter < 0) return
    event.preventDefault()
    focus(move ? moveTo(at, move, people.length, columnsOf(list.current)) : letter)
  }

  return (
    <>
      <p className="sr" id={help}>
        {messages.rollHelp}
      </p>
      <ul ref={list} className="roll" aria-label={messages.rollLabel(people.length)} onKeyDown={follow}>
        {people.map((person, index) => {
          const off = absent[person.id] !== undefined
          const reason = off ? reasons.find(({ id }) => id === absent[person.id]) : undefined
          return (
            <li key={person.id}>
              <button
                type="button"
                className={off ? 'off' : undefined}
                data-l={showsInitial(people, index) ? person.initial : undefined}
                aria-pressed={off}
                aria-label={off ? labelAbsent(person, reason) : person.name}
                aria-describedby={index === at ? help : undefined}
                tabIndex={index === at ? 0 : -1}
                onClick={() => press(person, index)}
              >
                {padName(person.name)}
                {reason && <small>{reason.short}</small>}
              </button>
            </li>
          )
        })}
      </ul>
      <p className="sr" role="status">
        {messages.rollTold(people.length - gone, gone)}
      </p>
      {asked && (
        <RollReasons
          person={asked}
          reasons={reasons}
          chosen={absent[asked.id]}
          note={note}
          onChoose={(reasonId) => onChange(markAbsent(absent, asked.id, reasonId))}
          onBack={() => onChange(markPresent(absent, asked.id))}
          onClose={() => setAsking(undefined)}
        />
      )}
    </>
  )
}
