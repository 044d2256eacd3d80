import { z } from 'zod'
import { day, id, line, listOf, orgId, pageQuery, text } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { claimStates, tagKinds } from './post-catalogue.ts'

/** A code of the product's catalogue, or the id of an organisation's own. */
const kindRef = line(40)
const count = z.number().int().min(0)

/** What may be offered at a place: the product's own catalogue, and what it or an organisation above it has added. */
export const listPostKinds = defineEndpoint({
  method: 'GET',
  path: '/organisations/:orgId/post-kinds',
  summary: '岗位目录',
  access: 'signed-in',
  who: 'posts.read',
  params: z.object({ orgId }),
  output: z.object({
    rows: z.array(
      z.object({ kind: kindRef, label: z.string(), duty: z.string(), ownName: z.string().nullable() }),
    ),
    abilities: z.object({ add: z.boolean() }),
  }),
  errors: ['access.denied', 'not-found'],
})

export const addPostKind = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/post-kinds',
  summary: '目录里加一种岗位',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ orgId }),
  body: z.strictObject({ label: line(20), duty: line(100) }),
  output: z.object({ kind: id }),
  errors: ['access.denied', 'not-found', 'conflict.duplicate', 'input.invalid'],
})

const claim = z.object({
  claimId: id,
  memberId: id.nullable(),
  /** Null for a reader who may not know who it is. */
  name: z.string().nullable(),
  branchName: z.string(),
  strength: z.string(),
  state: z.enum(claimStates),
  stateLabel: z.string(),
  askedOn: day,
  validFrom: day.nullable(),
  validTo: day.nullable(),
  note: z.string().nullable(),
  abilities: z.object({ decide: z.boolean(), end: z.boolean() }),
})

const post = z.object({
  postId: id,
  orgId,
  orgName: z.string(),
  kind: kindRef,
  kindLabel: z.string(),
  title: z.string(),
  duty: z.string(),
  seats: count,
  held: count,
  /** Seats that nobody has. */
  vacant: count,
  waiting: count,
  closedOn: day.nullable(),
  /** Who holds it and who waits, as far as the reader may know. */
  claims: z.array(claim),
  abilities: z.object({
    /** For oneself. */
    claim: z.boolean(),
    /** For another who asked for it. */
    record: z.boolean(),
    write: z.boolean(),
  }),
})

/** Living posts where the reader works or belongs, in the order of the tree. */
export const listPosts = defineEndpoint({
  method: 'GET',
  path: '/posts',
  summary: '岗位、谁在岗、还缺谁',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional(), vacant: z.stringbool().optional() }),
  output: listOf(post).extend({
    /** Over all pages. */
    vacancies: count,
    waiting: count,
    places: z.array(z.object({ orgId, name: z.string() })),
  }),
  errors: ['not-found', 'access.denied'],
})

/** One post with everybody who ever asked for it. */
export const getPost = defineEndpoint({
  method: 'GET',
  path: '/posts/:postId',
  summary: '一个岗位和它的来历',
  access: 'signed-in',
  who: 'posts.read',
  params: z.object({ postId: id }),
  output: post,
  errors: ['not-found'],
})

export const setUpPost = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/posts',
  summary: '设一个岗位',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    kind: kindRef,
    /** None: as the catalogue calls it. */
    title: line(30).nullable().default(null),
    duty: line(100).nullable().default(null),
    seats: z.number().int().min(1).max(50).default(1),
  }),
  output: z.object({ postId: id }),
  errors: ['access.denied', 'not-found', 'conflict.duplicate', 'input.invalid'],
})

/** Who holds it holds it no longer; who waits is told. */
export const closePost = defineEndpoint({
  method: 'POST',
  path: '/posts/:postId/close',
  summary: '撤一个岗位',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ postId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ postId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const claimPost = defineEndpoint({
  method: 'POST',
  path: '/posts/:postId/claims',
  summary: '认领一个岗位',
  access: 'signed-in',
  who: 'posts.record',
  params: z.object({ postId: id }),
  body: z.strictObject({
    /** None: the one who asks. */
    memberId: id.nullable().default(null),
    /** What one is good at: 当过电工. */
    strength: line(60),
  }),
  output: z.object({ claimId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'conflict.duplicate', 'input.invalid'],
})

/** By people, never by the one who asks or their kin. */
export const decideClaim = defineEndpoint({
  method: 'POST',
  path: '/post-claims/:claimId/decision',
  summary: '定下来，或者不同意',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ claimId: id }),
  body: z.strictObject({
    agreed: z.boolean(),
    validFrom: day.nullable().default(null),
    validTo: day.nullable().default(null),
    /** Whose place it is from now on; ends the day before. */
    replaces: id.nullable().default(null),
    note: text(200).nullable().default(null),
  }),
  output: z.object({ claimId: id, state: z.enum(claimStates) }),
  errors: ['access.denied', 'not-found', 'state.wrong', 'input.invalid'],
})

/** Takes back what was asked, or gives up what is held. */
export const endClaim = defineEndpoint({
  method: 'POST',
  path: '/post-claims/:claimId/end',
  summary: '撤回或退出',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ claimId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ claimId: id, state: z.enum(claimStates) }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

const tag = z.object({
  tagId: id,
  orgId,
  orgName: z.string(),
  memberId: id,
  name: z.string(),
  kind: z.enum(tagKinds),
  kindLabel: z.string(),
  title: z.string(),
  validFrom: day,
  validTo: day,
  inForce: z.boolean(),
  endReason: z.string().nullable(),
  abilities: z.object({ end: z.boolean() }),
})

export const listPostTags = defineEndpoint({
  method: 'GET',
  path: '/post-tags',
  summary: '先锋岗、示范岗、责任区',
  access: 'signed-in',
  who: 'posts.read anywhere',
  query: z.object({ ...pageQuery, orgId: orgId.optional() }),
  output: listOf(tag),
  errors: ['not-found', 'access.denied'],
})

/** Named for a term; it goes by itself. */
export const givePostTag = defineEndpoint({
  method: 'POST',
  path: '/organisations/:orgId/post-tags',
  summary: '挂一块牌',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ orgId }),
  body: z.strictObject({
    memberId: id,
    kind: z.enum(tagKinds),
    title: line(30),
    validFrom: day,
    validTo: day,
  }),
  output: z.object({ tagId: id }),
  errors: ['access.denied', 'not-found', 'input.invalid', 'conflict.duplicate', 'state.wrong'],
})

export const endPostTag = defineEndpoint({
  method: 'POST',
  path: '/post-tags/:tagId/end',
  summary: '摘一块牌',
  access: 'signed-in',
  who: 'posts.write',
  params: z.object({ tagId: id }),
  body: z.strictObject({ reason: line(200) }),
  output: z.object({ tagId: id }),
  errors: ['access.denied', 'not-found', 'state.wrong'],
})

export const postEndpoints = {
  listPostKinds,
  addPostKind,
  listPosts,
  getPost,
  setUpPost,
  closePost,
  claimPost,
  decideClaim,
  endClaim,
  listPostTags,
  givePostTag,
  endPostTag,
}
