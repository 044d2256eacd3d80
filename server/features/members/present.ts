import {
  type ExitKind,
  type MemberEventKind,
  type Stage,
  type Standing,
  stageLabels,
} from '../../../contract/members.ts'
import { codeLabel } from '../../../contract/register-codes.ts'
import type { Actor, Ctx, Sealer } from '../../core/context/context.ts'
import { maskIdNumber, maskPhone } from '../../core/personal-data/mask.ts'
import type { LoggedLook } from './look-queries.ts'
import { partyAge } from './party-age-rules.ts'
import type { GridProposal } from './place-commands.ts'
import { abilitiesOn, readsWholly } from './policy.ts'
import type { listPosts } from './post-queries.ts'
import type { listEvents, MemberDetailRow, MemberListRow } from './queries.ts'
import { nextStage } from './stage-rules.ts'
import { openIdNumber, openMobile, profileOf } from './values.ts'

/** A line of the register as a list shows it. Numbers leave the server masked. */
export function presentRow(actor: Actor, row: MemberListRow, sealer: Sealer) {
  const idNumber = openIdNumber(row, sealer)
  const mobile = openMobile(row, sealer)
  return {
    memberId: row.member_id,
    name: row.name,
    orgId: row.org_id,
    orgName: row.org_name,
    gridId: row.grid_id,
    gridName: row.grid_name,
    groupId: row.group_id,
    groupName: row.group_name,
    stage: row.stage as Stage | 'exited',
    stageLabel: stageLabels[row.stage as Stage | 'exited'],
    exitKind: row.exit_kind as ExitKind | null,
    exitedOn: row.exited_on,
    standing: row.standing as Standing,
    sex: row.sex as 'male' | 'female' | null,
    joinedOn: row.joined_on,
    fullOn: row.full_on,
    partyPost: row.party_post,
    idNumber: idNumber === null ? null : maskIdNumber(idNumber),
    mobile: mobile === null ? null : maskPhone(mobile),
    isLost: row.is_lost,
    isFloating: row.is_floating,
    floatingTo: row.floating_to,
    version: row.version,
    abilities: abilitiesOn(actor, row, row.stage),
  }
}

type Story = {
  events: Awaited<ReturnType<typeof listEvents>>
  posts: Awaited<ReturnType<typeof listPosts>>
  /** Names of the organisations that the events speak of. */
  orgNames: ReadonlyMap<number, string>
  gridProposal: GridProposal | null
}

/** Everything recorded about one person, for an office and for the person alike. */
export function presentMember(ctx: Ctx, row: MemberDetailRow, sealer: Sealer, story: Story) {
  const listed = presentRow(ctx.actor, row, sealer)
  return {
    ...listed,
    ethnic: row.ethnic,
    ethnicLabel: row.ethnic && (codeLabel('ethnic', row.ethnic) ?? row.ethnic),
    birthOn: row.birth_on,
    education: row.education,
    educationLabel: row.education && (codeLabel('education', row.education) ?? row.education),
    stageOn: row.stage_on,
    extendedTo: row.extended_to,
    job: row.job,
    landline: row.landline === null ? null : maskPhone(row.landline),
    homeAddress: row.home_address,
    householdPlace: row.household_place,
    lostOn: row.lost_on,
    profile: readsWholly(ctx.actor, row) ? profileOf(row) : {},
    partyAge: partyAge(
      { stage: row.stage, fullOn: row.full_on, extendedTo: row.extended_to, exitedOn: row.exited_on },
      ctx.today,
    ),
    nextStage: listed.abilities.write ? nextStage(row.stage) : null,
    gridProposal: story.gridProposal,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    events: story.events.map((event) => presentEvent(event, story.orgNames)),
    posts: story.posts.map(presentPost),
  }
}

const ofPlaces: readonly string[] = ['branch', 'grid', 'group']

/** The organisations that events of moving between branches, grids and groups speak of. */
export function placesIn(events: Story['events']): number[] {
  const told = events.filter((event) => ofPlaces.includes(event.kind))
  return told.flatMap((event) => [event.from_value, event.to_value].flatMap((id) => (id ? Number(id) : [])))
}

function presentEvent(event: Story['events'][number], orgNames: ReadonlyMap<number, string>) {
  const say = (value: string | null) =>
    value && ofPlaces.includes(event.kind) ? (orgNames.get(Number(value)) ?? value) : value
  return {
    eventId: event.event_id,
    kind: event.kind as MemberEventKind,
    happenedOn: event.happened_on,
    from: say(event.from_value),
    to: say(event.to_value),
    reason: event.reason,
    detail: event.detail as Record<string, unknown>,
    recordedBy: event.recorded_by_name,
    recordedAt: event.recorded_at.toISOString(),
  }
}

function presentPost(post: Story['posts'][number]) {
  return {
    postId: post.post_id,
    kind: post.kind as 'party' | 'service',
    title: post.title,
    validFrom: post.valid_from,
    validTo: post.valid_to,
  }
}

type Look = { audit_id: string; at: Date; detail: unknown; name: string | null }

export function presentLook(row: Look) {
  const detail = row.detail as { field: 'idNumber' | 'mobile' | 'landline'; reason: string }
  return {
    lookId: row.audit_id,
    at: row.at.toISOString(),
    by: row.name,
    field: detail.field,
    reason: detail.reason,
  }
}

export function presentLoggedLook(row: LoggedLook) {
  return {
    ...presentLook(row),
    memberId: row.member_id,
    memberName: row.member_name ?? '已经不在册的人',
    orgId: row.org_id,
    orgName: row.org_name ?? '',
  }
}
