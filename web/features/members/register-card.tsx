import './register-card.css'
import type { ReactNode } from 'react'
import { shownOf, valueOf } from './field-values.ts'
import { type Field, fieldGroups, type Member } from './fields.ts'
import { messages } from './messages.ts'
import { NumberLine } from './number-line.tsx'
import { type NumberField, numberWords, standingWords } from './words.ts'

const words = messages.page

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** Where the person stands now; what the other groups do not say. */
function Standing({ member }: { member: Member }) {
  const { stageLabel, stageOn } = member
  return (
    <section className="card-part">
      <h2>{words.groups.standing}</h2>
      <dl>
        <Line label={words.stage}>
          {stageLabel}
          {stageOn && <small>{words.stageOn(stageOn)}</small>}
        </Line>
        <Line label={words.org}>{member.orgName}</Line>
        <Line label={words.grid}>{member.gridName ?? words.none}</Line>
        <Line label={words.group}>{member.groupName ?? words.none}</Line>
        <Line label={words.standing}>{standingWords[member.standing]}</Line>
        {member.extendedTo && <Line label={words.extendedTo}>{member.extendedTo}</Line>}
        <Line label={words.lost}>
          {member.isLost ? (member.lostOn ? words.lostSince(member.lostOn) : words.yes) : words.no}
        </Line>
        <Line label={words.floating}>
          {member.isFloating
            ? member.floatingTo
              ? words.floatingTo(member.floatingTo)
              : words.yes
            : words.no}
        </Line>
        {member.profile.completeness && <Line label={words.completeness}>{member.profile.completeness}</Line>}
      </dl>
    </section>
  )
}

function isNumber(key: string): key is NumberField {
  return key in numberWords
}

type Shown = { member: Member; sheets: boolean }

function Value({ member, sheets, field }: Shown & { field: Field }) {
  const shown = shownOf(field.kind, valueOf(member, field.key))
  if (shown !== undefined && isNumber(field.key)) {
    return <NumberLine member={member} field={field.key} masked={shown} sheets={sheets} />
  }
  return <>{shown}</>
}

/** Columns without an entry are named in one line, so that the page is as long as what is known. */
function Group({ member, sheets, title, fields }: Shown & { title: string; fields: readonly Field[] }) {
  const known = fields.filter((field) => valueOf(member, field.key) !== null)
  const blank = fields.filter((field) => valueOf(member, field.key) === null)
  return (
    <section className="card-part">
      <h2>{title}</h2>
      {known.length > 0 && (
        <dl>
          {known.map((field) => (
            <Line key={field.key} label={field.label}>
              <Value member={member} sheets={sheets} field={field} />
            </Line>
          ))}
        </dl>
      )}
      {blank.length > 0 && <p className="note">{words.blank(blank.map(({ label }) => label).join('、'))}</p>}
    </section>
  )
}

/** How to reach somebody is what one mostly comes for. */
const order = ['contact', 'person', 'party', 'work']
const groups = order.flatMap((id) => fieldGroups.filter((group) => group.id === id))

/**
 * All that the register says about one person, grouped. Both entries and the person's own page show this one; `sheets`:
 * a phone, where a reason is asked on a sheet.
 */
export function RegisterCard({ member, sheets = false }: { member: Member; sheets?: boolean }) {
  return (
    <div className="card">
      <Standing member={member} />
      {groups.map((group) => (
        <Group key={group.id} member={member} sheets={sheets} title={group.title} fields={group.fields} />
      ))}
    </div>
  )
}
