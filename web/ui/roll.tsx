import { type KeyboardEvent, useId, useRef, useState } from 'react'
import './roll.css'
import { padName } from '../lib/format-name.ts'
import { messages } from './messages.ts'
import { RollReasons } from './roll-reasons.tsx'
import {
  type Absent,
  countRoll,
  findInitial,
  markAbsent,
  markPresent,
  meaningOf,
  moveOf,
  moveTo,
  type RollMeaning,
  showsInitial,
} from './roll-state.ts'

/** In the order of the register (surname-aware pinyin); `initial` is the surname's letter: 乐 Y, 单 S. */
export type RollPerson = { id: string; name: string; initial: string }
/** `short` stands under a name in the roll, in two characters: 外出. It means an absence unless it says otherwise. */
export type RollReason = { id: string; label: string; short: string; means?: RollMeaning }

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

function labelOf(
  person: RollPerson,
  meaning: RollMeaning | undefined,
  reason: RollReason | undefined,
): string {
  const away = meaning === 'away' && messages.rollAbsent
  return [person.name, away, meaning && reason?.label].filter(Boolean).join('，')
}

const classes: Record<RollMeaning, string> = { away: 'off', late: 'late', unexpected: 'unexpected' }

/** One tab stop for the whole roll: where the focus is, and how the keys move it. */
function useRoving(people: readonly RollPerson[]) {
  const [at, setAt] = useState(0)
  const list = useRef<HTMLUListElement>(null)
  const follow = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !list.current) return
    const move = moveOf(event.key)
    const letter = /^[a-z]$/i.test(event.key) ? findInitial(people, event.key, at) : -1
    if (!move && letter < 0) return
    event.preventDefault()
    const next = move ? moveTo(at, move, people.length, columnsOf(list.current)) : letter
    setAt(next)
    list.current.children[next]?.querySelector('button')?.focus()
  }
  return { at, setAt, list, follow }
}

type NameProps = {
  person: RollPerson
  /** The surname's letter, at the first of its people. */
  letter: string | undefined
  reason: RollReason | undefined
  meaning: RollMeaning | undefined
  /** The one that the tab key reaches. */
  stop: boolean
  helpId: string
  onPress: () => void
  onKey: (event: KeyboardEvent) => void
}

function Name({ person, letter, reason, meaning, stop, helpId, onPress, onKey }: NameProps) {
  return (
    <li>
      <button
        type="button"
        className={meaning && classes[meaning]}
        data-l={letter}
        aria-pressed={meaning === 'away'}
        aria-label={labelOf(person, meaning, reason)}
        aria-describedby={stop ? helpId : undefined}
        tabIndex={stop ? 0 : -1}
        onClick={onPress}
        onKeyDown={onKey}
      >
        {padName(person.name)}
        {reason && <small>{reason.short}</small>}
      </button>
    </li>
  )
}

type NamesProps = Pick<RollProps, 'people' | 'reasons' | 'absent'> & { onPress: (person: RollPerson) => void }

function Names({ people, reasons, absent, onPress }: NamesProps) {
  const { at, setAt, list, follow } = useRoving(people)
  const help = useId()
  return (
    <>
      <p className="sr" id={help}>
        {messages.rollHelp}
      </p>
      <ul ref={list} className="roll" aria-label={messages.rollLabel(people.length)}>
        {people.map((person, index) => (
          <Name
            key={person.id}
            person={person}
            letter={showsInitial(people, index) ? person.initial : undefined}
            reason={reasons.find(({ id }) => id === absent[person.id])}
            meaning={meaningOf(absent, person.id, reasons)}
            stop={index === at}
            helpId={help}
            onPress={() => {
              setAt(index)
              onPress(person)
            }}
            onKey={follow}
          />
        ))}
      </ul>
    </>
  )
}

/**
 * 点名: up to a hundred people on one screen, everyone present, tap those who are not. A name is never
 * struck through, framed in black or red. One tab stop; arrows, letters and Enter do the rest.
 */
export function Roll({ people, reasons, unsaid, absent, onChange, note }: RollProps) {
  const [asking, setAsking] = useState<string>()
  const { present, away } = countRoll(absent, people, reasons)
  const asked = people.find((person) => person.id === asking)
  const press = (person: RollPerson) => {
    if (absent[person.id] === undefined) onChange(markAbsent(absent, person.id, unsaid))
    setAsking(person.id)
  }
  return (
    <>
      <Names people={people} reasons={reasons} absent={absent} onPress={press} />
      <p className="sr" role="status">
        {messages.rollTold(present, away)}
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
