import './schemes.css'
import type { ReactNode } from 'react'
import type { SchemeFlaw, SchemeLimit, SchemeRule, SchemeVersion } from '../../../contract/scheme-version.ts'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { StampWord } from '../../ui/stamp.tsx'
import { type Change, compare, type Difference } from './diff.ts'
import { flawsOfLimit, flawsOfRule } from './flaws.ts'
import { readLimit } from './limit-words.ts'
import { messages } from './messages.ts'
import { readRule, sayAudience, sayLimits, sayPoints } from './rule-words.ts'

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
      <small className="read">{readRule(rule, version.limits, version.validFrom, version.rules)}</small>
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

function sayApproval({ needsApproval, approvalSteps }: SchemeRule): string {
  if (!needsApproval) return words.noApproval
  return approvalSteps === 2 ? words.approvalTwo : words.approval
}

function columnsOf({ version, act }: RuleTableProps): Column<Row>[] {
  const { heads } = words
  const columns: Column<Row>[] = [
    { id: 'name', head: heads.name, names: true, cell: (row) => <Name row={row} version={version} /> },
    { id: 'points', head: heads.points, tight: true, cell: (row) => <Points row={row} /> },
    { id: 'most', head: heads.most, cell: (row) => sayLimits(row.rule.code, version.limits, version.rules) },
    {
      id: 'approval',
      head: heads.approval,
      tight: true,
      cell: ({ rule }) => sayApproval(rule),
    },
    { id: 'who', head: heads.who, cell: (row) => sayAudience(row.rule.pattern) },
  ]
  return act ? [...columns, { id: 'act', head: heads.act, cell: (row) => act(row.rule) }] : columns
}

type SharedProps = {
  version: SchemeVersion
  flaws: readonly SchemeFlaw[]
  act?: (limit: SchemeLimit, at: number) => ReactNode
  /** The limit that is under the hand, and its form. */
  openAt?: number | undefined
  open?: (limit: SchemeLimit, at: number) => ReactNode
}

/** Is it more than a ceiling that one rule has by itself, which is told and changed with the rule? */
function isShared({ rules, floor, way }: SchemeLimit): boolean {
  return rules.length > 1 || floor !== null || way !== 'clamp'
}

/** What several rules come to together, one sentence each. */
export function SharedLimits({ version, flaws, act, openAt, open }: SharedProps) {
  const shared = version.limits.map((limit, at) => ({ limit, at })).filter(({ limit }) => isShared(limit))
  if (shared.length === 0) return null
  return (
    <>
      <h3 className="h3">{words.sharedTitle}</h3>
      <ul className="limits">
        {shared.map(({ limit, at }) => (
          <li key={at}>
            <span>
              {readLimit(limit, version.rules)}
              {flawsOfLimit(flaws, at).map((message) => (
                <small key={message} className="problem">
                  {message}
                </small>
              ))}
            </span>
            {act?.(limit, at)}
            {at === openAt && <div className="wide">{open?.(limit, at)}</div>}
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
