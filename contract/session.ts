import { z } from 'zod'
import { day, id, instant, line, orgId } from './common.ts'
import { defineEndpoint } from './endpoint.ts'
import { isGuessable } from './guessable.ts'
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
  county: z.object({ countyId: z.int(), name: z.string() }),
  /** Today in Asia/Shanghai by the server's clock: a phone's own date is often wrong. */
  today: day,
  grants: z.array(sessionGrant),
  /** Roles that this sign-in does not open: they ask for a second proof, and only a password was shown. */
  withheld: z.array(z.string()),
  /** Every verb that any grant gives at any organisation; each page still asks the server about one thing. */
  abilities: z.array(z.enum(verbs)),
  /** May look at a part of the country above the county. */
  looksAbove: z.boolean(),
})

export type Session = z.output<typeof session>

export const getSession = defineEndpoint({
  method: 'GET',
  path: '/session',
  summary: '现在是谁在用',
  access: 'signed-in',
  who: 'signed-in',
  output: session,
  errors: ['auth.required'],
})

/** As people type it, with a gap in the middle or without. */
export const secondCode = z
  .string()
  .transform((typed) => typed.replace(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, '动态口令是六位数字'))

/** Answers the session, so that a phone on a slow line needs no second request. Sets the session cookie. */
export const signIn = defineEndpoint({
  method: 'POST',
  path: '/session/sign-in',
  summary: '用登录名和密码登录',
  access: 'anyone',
  who: 'anyone',
  body: z.strictObject({
    login: z.string().trim().toLowerCase().min(1).max(64),
    password: z.string().min(1).max(256),
    /** Six figures of the person's own phone, where the account asks for them. */
    code: secondCode.nullable().default(null),
  }),
  output: session,
  errors: ['auth.failed', 'auth.code-needed', 'auth.code-failed', 'auth.locked', 'rate.limited'],
})

/** Uses up a one-time address. The token travels in the body, never in a path that logs and previews would keep. */
export const enterByLink = defineEndpoint({
  method: 'POST',
  path: '/session/enter',
  summary: '用一次性地址登录',
  access: 'anyone',
  who: 'anyone',
  body: z.strictObject({
    token: z.string().min(16).max(256),
    /** Where the account asks for one: who hands over an address must not thereby be in. */
    code: secondCode.nullable().default(null),
  }),
  output: session,
  errors: ['auth.link-invalid', 'auth.code-needed', 'auth.code-failed', 'auth.locked', 'rate.limited'],
})

export const signOut = defineEndpoint({
  method: 'POST',
  path: '/session/sign-out',
  summary: '退出登录',
  access: 'signed-in',
  who: 'signed-in',
  body: z.strictObject({}),
  output: z.object({}),
})

/** Also on every other phone and computer. */
export const signOutEverywhere = defineEndpoint({
  method: 'POST',
  path: '/session/sign-out-everywhere',
  summary: '在所有手机和电脑上退出登录',
  access: 'signed-in',
  who: 'signed-in',
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
  who: 'signed-in',
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
        .refine(hasThreeClasses, '密码要有大写字母、小写字母、数字、符号里的三种')
        .refine((typed) => !isGuessable(typed), '密码里有太好猜的词，如 password、12345、dangyuan，请换一个'),
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

const ownCode = z.strictObject({ code: secondCode })

/** A secret for one's own phone. It asks for nothing until one of its codes has been shown. */
export const startSecondFactor = defineEndpoint({
  method: 'POST',
  path: '/session/second-factor',
  summary: '设动态口令：领一个密钥',
  access: 'signed-in',
  who: 'signed-in',
  body: z.strictObject({
    /** Of the one that is to be replaced; not asked where there is none. */
    code: secondCode.nullable().default(null),
    /** Where there is none yet: an open page is not enough. */
    password: z.string().max(256).nullable().default(null),
  }),
  output: z.object({ secret: z.string(), address: z.string() }),
  errors: [
    'auth.required',
    'auth.failed',
    'auth.code-needed',
    'auth.code-failed',
    'auth.locked',
    'state.wrong',
  ],
})

export const confirmSecondFactor = defineEndpoint({
  method: 'POST',
  path: '/session/second-factor/confirmation',
  summary: '设动态口令：填一次，生效',
  access: 'signed-in',
  who: 'signed-in',
  body: ownCode,
  output: z.object({}),
  errors: ['auth.required', 'auth.code-failed', 'auth.locked', 'state.wrong'],
})

export const removeSecondFactor = defineEndpoint({
  method: 'POST',
  path: '/session/second-factor/removal',
  summary: '不再用动态口令',
  access: 'signed-in',
  who: 'signed-in',
  body: ownCode,
  output: z.object({}),
  errors: ['auth.required', 'auth.code-failed', 'auth.locked', 'state.wrong'],
})

/** Where one is signed in, and by what one can come in. */
export const listSessions = defineEndpoint({
  method: 'GET',
  path: '/session/sessions',
  summary: '我在哪些手机和电脑上登录着',
  access: 'signed-in',
  who: 'signed-in',
  output: z.object({
    secondFactor: z.boolean(),
    rows: z.array(
      z.object({
        sessionId: z.string(),
        /** A phone or a computer, and which program; as far as the browser says. */
        device: z.string(),
        address: z.string().nullable(),
        openedAt: instant,
        lastSeenAt: instant,
        isThis: z.boolean(),
      }),
    ),
  }),
  errors: ['auth.required'],
})

export const endSession = defineEndpoint({
  method: 'POST',
  path: '/session/sessions/:sessionId/end',
  summary: '让一台手机或电脑退出登录',
  access: 'signed-in',
  who: 'own',
  params: z.object({ sessionId: z.string().regex(/^[0-9a-f]{64}$/) }),
  body: z.strictObject({}),
  output: z.object({}),
  errors: ['auth.required', 'not-found'],
})

/** Somebody has lost the phone with their codes: another administrator takes the second proof off the account. */
export const resetSecondFactor = defineEndpoint({
  method: 'POST',
  path: '/accounts/:accountId/second-factor/reset',
  summary: '替人取消丢了的动态口令',
  access: 'signed-in',
  who: 'grantor',
  params: z.object({ accountId: id }),
  body: z.strictObject({ reason: line(100) }),
  output: z.object({}),
  errors: ['auth.required', 'access.denied', 'not-found', 'state.wrong'],
})

export const sessionEndpoints = {
  startSecondFactor,
  confirmSecondFactor,
  removeSecondFactor,
  listSessions,
  endSession,
  resetSecondFactor,
  getSession,
  signIn,
  enterByLink,
  signOut,
  signOutEverywhere,
  setCredentials,
}
