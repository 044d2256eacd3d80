import type { Correction, RuleGain, WaitingGain } from './points-queries.ts'

export function presentGain(row: RuleGain) {
  return {
    ruleId: row.rule_id,
    ruleName: row.rule_name,
    schemeName: row.scheme_name,
    versionNo: row.version_no,
    people: row.people,
    points: row.points,
    each: row.least === row.most ? row.least : null,
  }
}

export function presentHeldBack(row: WaitingGain) {
  return { ruleCode: row.rule_code, ruleName: row.rule_name, people: row.people, points: row.points }
}

export function presentPosted(at: Date, row: Correction) {
  return {
    at: at.toISOString(),
    reversed: { entries: row.reversed_entries, points: row.reversed_points },
    added: { entries: row.added_entries, points: row.added_points },
  }
}
