import { talkPairLabels } from '../../../contract/talk-pairs.ts'
import { talkMatterLabels } from '../../../contract/talks.ts'
import type { TalkRow } from './queries.ts'
import { type PairYear, type Person, postLabels } from './rules.ts'

/** How many owe and how many were held, and between whom not yet; `named`: whether the reader may know. */
export function presentPair({ owed, held, missing }: PairYear, named: boolean) {
  return {
    owed,
    held,
    missing: named
      ? missing.map(({ key, of }) => ({ key, names: of.map((one) => one.name).join('、') }))
      : [],
  }
}

export function presentPerson({ memberId, name, post }: Person) {
  return { memberId, name, postLabel: postLabels[post] }
}

/** That they talked; about what, only the two are told. */
export function presentTalk(row: TalkRow) {
  return {
    talkId: row.talk_id,
    day: row.day,
    pair: row.pair,
    pairLabel: talkPairLabels[row.pair],
    names: [row.one_name, row.other_name],
  }
}

export function presentOwn(row: TalkRow, words: string | null, accountId: string | null) {
  return {
    ...presentTalk(row),
    orgName: row.org_name,
    matterLabel: talkMatterLabels[row.matter],
    words,
    byName: row.by_name,
    recordedAt: row.recorded_at.toISOString(),
    abilities: { takeBack: row.recorded_by === accountId },
  }
}
