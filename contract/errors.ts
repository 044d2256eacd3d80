/**
 * The one catalogue of what can go wrong: code → HTTP status and the sentence a person reads.
 * A sentence says what happened and then what to do; `{name}` is filled in from the error's details.
 */
const catalogue = {
  'input.invalid': { status: 400, message: '填写的内容有误，请看标出的那一项。' },
  'input.unreadable': { status: 400, message: '收到的内容读不出来，请刷新页面再试。' },
  'input.too-large': { status: 413, message: '文件太大，没有收。' },
  'input.unsupported': { status: 415, message: '这种文件不能用，请换成说明里写的格式。' },
  'request.id-missing': { status: 400, message: '这次操作没有编号，请刷新页面再试。' },
  'request.id-reused': { status: 409, message: '同一个编号已经用于另一次操作，请刷新页面再试。' },
  'request.busy': { status: 409, message: '同一次操作正在处理，请稍等再看。' },
  'auth.required': { status: 401, message: '请先登录。' },
  'auth.failed': { status: 401, message: '登录名或密码不对。' },
  'auth.locked': {
    status: 429,
    message: '试错次数太多，请过 {minutes} 分钟再试，或向管理员要一个一次性登录地址。',
  },
  'auth.code-needed': { status: 401, message: '这个账号还要动态口令，请看手机上的口令应用，填六位数字。' },
  'auth.code-failed': { status: 400, message: '动态口令不对或用过了，请等下一个再填。' },
  'auth.link-invalid': { status: 401, message: '这个登录地址用过了或过期了，请再要一个。' },
  'auth.provider-away': {
    status: 503,
    message: '统一认证现在连不上，请过一会儿再试，或用登录名和密码登录。',
  },
  'auth.provider-failed': { status: 401, message: '这一次统一认证没有办成，请回到登录页再点一次。' },
  'auth.provider-unknown': {
    status: 403,
    message: '这个身份还没有对上支部通的账号。请管理员对上，或先用登录名进来，在“登录名和密码”里自己对。',
  },
  'auth.csrf': { status: 403, message: '页面已经过期，请刷新再试。' },
  'rate.limited': { status: 429, message: '操作太快，请稍等再试。' },
  'access.denied': { status: 403, message: '这件事您办不了，请找有权限的人。' },
  'not-found': { status: 404, message: '没有找到。' },
  'state.wrong': { status: 409, message: '现在这一步不能办这件事，请刷新看看最新情况。' },
  'version.stale': { status: 409, message: '别人刚改过，两份都在，请您选。' },
  'conflict.duplicate': { status: 409, message: '已经有了，没有再记一次。' },
  'conflict.in-use': { status: 409, message: '还有记录用着它，不能这样改。' },
  'server.busy': { status: 503, message: '现在人多，请过一会儿再试。' },
  'server.failed': { status: 500, message: '系统出了问题，没有写入。请把编号 {reference} 告诉管理员。' },
} as const

export type ErrorCode = keyof typeof catalogue

export function errorStatus(code: ErrorCode): number {
  return catalogue[code].status
}

/** The Chinese sentence of a code, its `{placeholders}` filled from `details`. */
export function errorMessage(code: ErrorCode, details: Record<string, unknown> = {}): string {
  return catalogue[code].message.replace(/\{(\w+)\}/g, (whole, key: string) =>
    key in details ? String(details[key]) : whole,
  )
}

export const errorCodes = Object.keys(catalogue) as ErrorCode[]

/** What every refused request answers. `field` is a path such as `body.rows.3.name`. */
export type ErrorBody = {
  error: {
    code: ErrorCode
    message: string
    field?: string
    reference?: string
    details?: Record<string, unknown>
  }
}
