import './schemes.css'
import type { ReactNode } from 'react'
import type { SchemeFlaw, SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'
import { formatPoints } from '../../lib/format-points.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { type Change, compare, type Difference } from './diff.ts'
import { flawsOfLimit, flawsOfRule } from './flaws.ts'
import { messages } from './messages.ts'
import { readRule, sayAudience, sayLimits, sayPoints } from './rule-words.ts'
import { periods } from './vocabulary.ts'

const words = messages.table

type Row = { rule: SchemeRule; change: Change; flaws: readonly string[]; was: SchemeRule | undefined }

type RuleTableProps = {
  version: SchemeVersion
  /** The version in force, where this is a draft that changes it. */
  before: SchemeVersion | undefined
  flaws: readonly SchemeFlaw[]
  /** The last column: what may be done with a rule. */
  act?: (rule: SchemeRule) => ReactNode
  openCode?: string
  open?: (rule: SchemeRule) => ReactNode
}

function rowsOf({ version, before, flaws }: RuleTableProps, { of }: Difference): Row[] {
  return version.rules.map((rule) => ({
    rule,
    change: before ? (of.get(rule.code) ?? 'same') : 'same',
    flaws: flawsOfRule(version, flaws, rule.code),
    was: before?.rules.find((one) => one.code === rule.code),
  }))
}

function Name({ row, version }: { row: Row; version: SchemeVersion }) {
  const { rule, change, flaws } = row
  return (
    <>
      {change === 'same' ? (
        <b>{rule.name}</b>
      ) : (
        <StampWord state={change === 'new' ? 'add' : 'chg'}>
          <b>{rule.name}</b>
        </StampWord>
      )}
      <small className="read">{readRule(rule, version.limits, version.validFrom)}</small>
      {flaws.map((message) => (
        <small key={message} className="problem">
          {message}
        </small>
      ))}
    </>
  )
}

function Points({ row }: { row: Row }) {
  const now = sayPoints(row.rule)
  const was = row.change === 'changed' && row.was ? sayPoints(row.was) : now
  return (
    <>
      {now}
      {was !== now && <small className="was">{words.was(was)}</small>}
    </>
  )
}

function columnsOf({ version, act }: RuleTableProps): Column<Row>[] {
  const { heads } = words
  const columns: Column<Row>[] = [
    { id: 'name', head: heads.name, names: true, cell: (row) => <Name row={row} version={version} /> },
    { id: 'points', head: heads.points, tight: true, cell: (row) => <Points row={row} /> },
    { id: 'most', head: heads.most, cell: (row) => sayLimits(row.rule.code, version.limits) },
    {
      id: 'approval',
      head: heads.approval,
      tight: true,
      cell: (row) => (row.rule.needsApproval ? words.approval : words.noApproval),
    },
    { id: 'who', head: heads.who, cell: (row) => sayAudience(row.rule.pattern) },
  ]
  return act ? [...columns, { id: 'act', head: heads.act, cell: (row) => act(row.rule) }] : columns
}

/** A ceiling over several rules, in one line. */
function SharedLimit({ limit, rules }: { limit: SchemeLimit; rules: readonly SchemeRule[] }) {
  const names = limit.rules.map((code) => rules.find((rule) => rule.code === code)?.name ?? code)
  const print = (points: number | null) => (points === null ? null : formatPoints(points))
  return (
    <>
      {words.shared(
        limit.name,
        names.join('、'),
        periods[limit.period],
        print(limit.cap),
        print(limit.floor),
      )}
    </>
  )
}

type SharedProps = {
  version: SchemeVersion
  flaws: readonly SchemeFlaw[]
  act?: (limit: SchemeLimit) => ReactNode
}

export function SharedLimits({ version, flaws, act }: SharedProps) {
  const shared = version.limits
    .map((limit, at) => ({ limit, at }))
    .filter(({ limit }) => limit.rules.length > 1 || limit.floor !== null)
  if (shared.length === 0) return null
  return (
    <>
      <h3 className="h3">{words.sharedTitle}</h3>
      <ul className="limits">
        {shared.map(({ limit, at }) => (
          <li key={at}>
            <span>
              <SharedLimit limit={limit} rules={version.rules} />
              {flawsOfLimit(flaws, at).map((message) => (
                <small key={message} className="problem">
                  {message}
                </small>
              ))}
            </span>
            {act?.(limit)}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What no scheme may count, with the ground: there is no such record, so there is nothing to choose. */
export function Refused() {
  return (
    <div className="refused">
      <StampWord state="error" char="拒">
        <b>{words.refused}</b>
      </StampWord>
      <p>
        <b>{words.refusedWhy}</b> {words.basis}
      </p>
    </div>
  )
}

/** Rules as a table, each with the sentence that it means; against the version in force, what is new or other. */
export function RuleTable(props: RuleTableProps) {
  const { version, before, openCode, open } = props
  const difference = compare(version, before)
  return (
    <>
      <Ledger
        caption={words.caption}
        columns={columnsOf(props)}
        parts={[{ id: 'rules', rows: rowsOf(props, difference) }]}
        keyOf={(row) => row.rule.code}
        openKey={openCode}
        open={open && ((row) => open(row.rule))}
      />
      {difference.removed.length > 0 && (
        <p className="removed">
          {words.removed}：{difference.removed.map((rule) => rule.name).join('、')}
        </p>
      )}
    </>
  )
}
