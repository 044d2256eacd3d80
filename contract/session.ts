import { z } from 'zod'
import { day, id, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { roles, verbs } from './roles.ts'

const place = z.object({ orgId, name: z.string() })

const sessionGrant = z.object({
  role: z.enum(roles),
  /** The role's Chinese name, as it stands beside a person's name: 书记, 组织委员. */
  roleLabel: z.string(),
  orgId,
  orgName: z.string(),
  /** From the county down to the organisation itself: the line at the top of an office page. */
  orgPath: z.array(place).min(1),
})

/** Who is signed in, and what they may do. It holds no personal data beyond the person's own name. */
export const session = z.object({
  account: z.object({ id, name: z.string() }),
  memberId: id.nullable(),
  county: z.object({ name: z.string() }),
  /** Today in Asia/Shanghai by the server's clock: a phone's own date is often wrong. */
  today: day,
  grants: z.array(sessionGrant),
  /** Every verb that any grant gives at any organisation; each page still asks the server about one thing. */
  abilities: z.array(z.enum(verbs)),
})

export type Session = z.output<typeof session>

export const getSession = defineEndpoint({
  method: 'GET',
  path: '/session',
  summary: '现在是谁在用',
  access: 'signed-in',
  output: session,
  errors: ['auth.required'],
})

/** Answers the session, so that a phone on a slow line needs no second request. Sets the session cookie. */
export const signIn = defineEndpoint({
  method: 'POST',
  path: '/session/sign-in',
  summary: '用登录名和密码登录',
  access: 'anyone',
  body: z.strictObject({
    login: z.string().trim().toLowerCase().min(1).max(64),
    password: z.string().min(1).max(256),
  }),
  output: session,
  errors: ['auth.failed', 'auth.locked', 'rate.limited'],
})

/** Uses up a one-time address. The token travels in the body, never in a path that logs and previews would keep. */
export const enterByLink = defineEndpoint({
  method: 'POST',
  path: '/session/enter',
  summary: '用一次性地址登录',
  access: 'anyone',
  body: z.strictObject({ token: z.string().min(16).max(256) }),
  output: session,
  errors: ['auth.link-invalid', 'rate.limited'],
})

export const signOut = defineEndpoint({
  method: 'POST',
  path: '/session/sign-out',
  summary: '退出登录',
  access: 'signed-in',
  body: z.strictObject({}),
  output: z.object({}),
})

/** Also on every other phone and computer. */
export const signOutEverywhere = defineEndpoint({
  method: 'POST',
  path: '/session/sign-out-everywhere',
  summary: '在所有手机和电脑上退出登录',
  access: 'signed-in',
  body: z.strictObject({}),
  output: z.object({}),
  errors: ['auth.required'],
})

/** GB/T 22239 asks for complexity: three of lower case, upper case, figures and other signs. */
function hasThreeClasses(password: string): boolean {
  return [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z\d]/].filter((kind) => kind.test(password)).length >= 3
}

/** One's own sign-in name and password, after a one-time address or instead of the old ones. */
export const setCredentials = defineEndpoint({
  method: 'PUT',
  path: '/session/credentials',
  summary: '设登录名和密码',
  access: 'signed-in',
  body: z
    .strictObject({
      login: z
        .string()
        .trim()
        .toLowerCase()
        .regex(/^[a-z0-9][a-z0-9._-]{3,31}$/, '登录名用 4 到 32 个小写字母、数字、点或横线'),
      password: z
        .string()
        .min(10, '密码至少 10 个字符')
        .max(256)
        .refine(hasThreeClasses, '密码要有大写字母、小写字母、数字、符号里的三种'),
      /** The password up to now; not asked of an account that has none yet. */
      current: z.string().max(256).nullable().default(null),
    })
    .refine(({ login, password }) => !password.toLowerCase().includes(login), {
      path: ['password'],
      message: '密码里不能有登录名',
    }),
  output: z.object({ login: z.string() }),
  errors: ['auth.required', 'auth.failed', 'auth.locked', 'input.invalid', 'conflict.duplicate'],
})

export const sessionEndpoints = {
  getSession,
  signIn,
  enterByLink,
  signOut,
  signOutEverywhere,
  setCredentials,
}
