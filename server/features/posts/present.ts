import {
  areaKindLabels,
  claimStateLabels,
  isPostKind,
  postKinds,
  tagKindLabels,
} from '../../../contract/post-catalogue.ts'
import { concernOf } from '../../core/context/concern.ts'
import type { Ctx } from '../../core/context/context.ts'
import { may } from '../../core/context/may.ts'
import type { AreaRow } from './area-queries.ts'
import type { ClaimRow } from './claim-queries.ts'
import type { ContractRow } from './contract-queries.ts'
import { mayName } from './policy.ts'
import type { KindRow, PostRow } from './queries.ts'

import type { TagRow } from './tag-queries.ts'

export function presentKinds(own: readonly KindRow[]) {
  return [
    ...Object.entries(postKinds).map(([kind, { label, duty }]) => ({ kind, label, duty, ownName: null })),
    ...own.map(({ kind_id: kind, label, duty, org_name: ownName }) => ({ kind, label, duty, ownName })),
  ]
}

function presentClaim(ctx: Ctx, row: ClaimRow) {
  const { actor } = ctx
  const own = row.member_id === actor.memberId
  const named = mayName(ctx.actor, { memberId: row.member_id, paths: [row.path, row.branch_path] })
  const writes = may(actor, 'posts.write', row)
  const over = row.state === 'held' && row.valid_to !== null && row.valid_to < ctx.today
  const state = over ? 'over' : row.state
  return {
    claimId: row.claim_id,
    memberId: named ? row.member_id : null,
    name: named ? row.name : null,
    branchName: row.branch_name,
    strength: named ? row.strength : '',
    state,
    stateLabel: claimStateLabels[state],
    askedOn: row.asked_on,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    note: named ? row.note : null,
    abilities: {
      decide: state === 'asked' && writes && concernOf(actor, row.member_id) === null,
      end: (state === 'asked' || state === 'held') && (own || writes),
    },
  }
}

/** Somebody who only belongs there sees who holds a post as a count, and the own claim. */
export function presentPost(ctx: Ctx, row: PostRow, claims: readonly ClaimRow[]) {
  const { actor } = ctx
  const own = claims.some(
    ({ member_id: id, state, valid_to: to }) =>
      id === actor.memberId && (state === 'asked' || (state === 'held' && (to === null || to >= ctx.today))),
  )
  const open = row.closed_on === null
  return {
    postId: row.post_id,
    orgId: row.org_id,
    orgName: row.org_name,
    kind: row.kind,
    kindLabel: isPostKind(row.kind) ? postKinds[row.kind].label : (row.kind_label ?? row.title),
    title: row.title,
    duty: row.duty,
    seats: row.seats,
    held: row.held,
    vacant: Math.max(0, row.seats - row.held),
    waiting: row.waiting,
    closedOn: row.closed_on,
    claims: claims.map((claim) => presentClaim(ctx, claim)),
    abilities: {
      claim: open && actor.memberId !== null && !own,
      record: open && may(actor, 'posts.record', row),
      write: open && may(actor, 'posts.write', row),
    },
  }
}

export function presentTag(ctx: Ctx, row: TagRow) {
  return {
    tagId: row.tag_id,
    orgId: row.org_id,
    orgName: row.org_name,
    memberId: row.member_id,
    name: row.name,
    kind: row.kind,
    kindLabel: tagKindLabels[row.kind],
    title: row.title,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    inForce: row.ended_on === null && row.valid_from <= ctx.today && ctx.today <= row.valid_to,
    endReason: row.end_reason,
    abilities: {
      end: row.ended_on === null && row.valid_to >= ctx.today && may(ctx.actor, 'posts.write', row),
    },
  }
}

export function presentTerm(ctx: Ctx, row: ContractRow) {
  const named = mayName(ctx.actor, { memberId: row.member_id, paths: [row.path, row.branch_path] })
  return {
    contractId: row.contract_id,
    memberId: named ? row.member_id : null,
    name: named ? row.name : null,
    managerName: named ? row.manager_name : null,
    task: row.task,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    endReason: row.end_reason,
    abilities: { end: !row.ended && may(ctx.actor, 'posts.write', row) },
  }
}

export function presentArea(ctx: Ctx, row: AreaRow, contracts: readonly ContractRow[]) {
  const standing = contracts.find((one) => one.contract_id === row.contract_id)
  return {
    areaId: row.area_id,
    orgId: row.org_id,
    orgName: row.org_name,
    kind: row.kind,
    kindLabel: areaKindLabels[row.kind],
    name: row.name,
    placeName: row.place_name,
    closedOn: row.closed_on,
    owner: standing ? presentTerm(ctx, standing) : null,
    abilities: { write: row.closed_on === null && may(ctx.actor, 'posts.write', row) },
  }
}
