import { createECDH, randomBytes } from 'node:crypto'
import ece from 'http_ece'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as channels from '../../../contract/channels.ts'
import * as contract from '../../../contract/reminders.ts'
import { sendMail } from '../../core/channels/mail.ts'
import { mayGoPlainly, plainWaySetting } from '../../core/channels/plain-way.ts'
import { sendText } from '../../core/channels/sms.ts'
import { buildRegister, planned } from '../../test/activities.ts'
import { type Person, useTestApp } from '../../test/app.ts'
import { type Listener, listen, listenToMail, type MailServer, wordsOf } from '../../test/post-office.ts'
import { deliveriesTo, goRound, goTo, twice, workOff } from '../../test/reminders.ts'
import { buildTree, type Tree } from '../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let member: Person
let officer: Person
let admin: Person
let http: Listener
let mail: MailServer

const everyone = { whom: 'everyone' as const, withApplicants: false }
const taken = { body: '{"errcode":0,"code":0}' }
const mailBody = () => ({
  version: 0,
  on: true,
  config: {
    host: '127.0.0.1',
    port: mail.port,
    security: 'none' as const,
    user: null,
    from: 'dj@example.com',
  },
  password: null,
})
const sms = () => ({
  url: `${http.origin}/sms`,
  method: 'POST' as const,
  contentType: 'json' as const,
  body: '{"to":"{phone}","text":"{text}"}',
  success: '"code":0',
})
const versionOf = async (way: 'mail' | 'sms' | 'push') =>
  (await admin.ask(channels.getCountyChannels)).body[way].version
const textOf = (i = -1) => JSON.parse(http.seen.at(i)?.body.toString() ?? '{}')

beforeAll(async () => {
  tree = await buildTree(test)
  const names = ['何美凤', '陈志刚'].map((name) => ({ orgId: tree.branch, name }))
  const [first = '', second = ''] = await buildRegister(test, names)
  secretary = await test.person('branch-secretary', tree.branch, { memberId: first })
  member = await test.person('member', tree.branch, { memberId: second, name: '陈志刚' })
  officer = await test.person('township-officer', tree.township)
  admin = await test.person('county-admin', test.county.rootId)
  http = await listen(() => taken)
  mail = await listenToMail()
  const { origin } = http
  Object.assign(test.app.runtime.outside, { wecom: origin, dingtalk: origin, push: [origin] })
})
beforeEach(async () => {
  await goTo(test, '2026-11-20T09:00:00+08:00')
  http.answer = () => taken
  http.seen.length = 0
})
afterAll(() => Promise.all([http.close(), mail.close()]))

/** The activity of tomorrow that everybody is called to, on a day of its own. */
const callFor = (day: string, more = {}) =>
  planned(secretary, tree.branch, { day, startsAt: '14:30', place: '文化礼堂', invited: everyone, ...more })

describe('the county’s ways out', () => {
  it('are its administrator’s; what is secret never comes back', async () => {
    expect((await officer.ask(channels.getCountyChannels)).error.code).toBe('access.denied')
    expect((await test.ask(channels.getCountyChannels)).status).toBe(401)
    expect((await officer.ask(channels.saveMailChannel, { body: mailBody() })).error.code).toBe(
      'access.denied',
    )
    const [first, second] = await twice((requestId) =>
      admin.ask(channels.saveMailChannel, { body: mailBody(), requestId }),
    )
    expect(first).toEqual(second)
    const stale = await Promise.all(
      [1, 1].map((version) => admin.ask(channels.saveMailChannel, { body: { ...mailBody(), version } })),
    )
    expect(stale.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 409])

    const headers = [{ name: 'Authorization', value: 'Bearer geheim' }]
    const saved = await admin.ask(channels.saveSmsChannel, {
      body: { version: 0, on: true, config: sms(), headers },
    })
    expect(saved.body).toEqual({ version: 1 })
    await admin.ask(channels.savePushChannel, { body: { version: 0, on: true, contact: 'dj@example.com' } })
    const { body } = await admin.ask(channels.getCountyChannels)
    expect(body.sms).toMatchObject({ on: true, headerNames: ['Authorization'] })
    expect(JSON.stringify(body)).not.toMatch(/geheim|privateKey/)
    const stored = await test.system((ctx) =>
      ctx.db
        .selectFrom('county_channels')
        .select('config_sealed')
        .where('county_id', '=', ctx.county)
        .execute(),
    )
    expect(stored).toHaveLength(3)
    for (const row of stored) expect(row.config_sealed.toString('latin1')).not.toMatch(/geheim|example|127/)
  })

  it('send a password nowhere but where it was given for', async () => {
    const version = await versionOf('mail')
    const config = { ...mailBody().config, security: 'starttls' as const, user: 'dj' }
    const ask = (more: object) =>
      admin.ask(channels.saveMailChannel, { body: { version, on: true, config, password: null, ...more } })
    expect((await ask({})).error.field).toBe('body.password')
    expect((await ask({ password: 'p', config: { ...config, security: 'none' } })).error.field).toBe(
      'body.config.security',
    )
    expect((await ask({ password: 'p' })).status).toBe(200)
    const moved = { ...config, host: 'mail.evil.cn' }
    expect((await ask({ version: version + 1, config: moved })).error.field).toBe('body.password')
    expect((await ask({ version: version + 1 })).status).toBe(200)
    expect((await ask({ ...mailBody(), version: version + 2 })).status).toBe(200)

    const elsewhere = { ...sms(), url: 'https://evil.cn/sms' }
    const body = { version: await versionOf('sms'), on: true, config: elsewhere, headers: null }
    await admin.ask(channels.saveSmsChannel, { body })
    expect((await admin.ask(channels.getCountyChannels)).body.sms.headerNames).toEqual([])
    const back = { version: await versionOf('sms'), on: true, config: sms(), headers: [] }
    await admin.ask(channels.saveSmsChannel, { body: back })
    const blind = { ...back, version: await versionOf('sms'), config: { ...sms(), body: '{"to":"x"}' } }
    expect((await admin.ask(channels.saveSmsChannel, { body: blind })).error.field).toBe('body.config.body')
  })
})

describe('nothing leaves this machine in clear', () => {
  const refusal = async (config: ReturnType<typeof mailBody>['config']) => {
    const body = { version: await versionOf('mail'), on: true, config, password: null }
    return (await admin.ask(channels.saveMailChannel, { body })).error
  }

  it('neither a mail nor a message, unless the operator has named who is reached by an encrypted network', async () => {
    const inner = { ...mailBody().config, host: 'mail.inner' }
    expect((await refusal(inner)).field).toBe('body.config.security')
    const body = { version: await versionOf('sms'), on: true, headers: [] }
    const plain = { ...sms(), url: 'http://gate.inner:8080/sms' }
    const saved = await admin.ask(channels.saveSmsChannel, { body: { ...body, config: plain } })
    expect(saved.error.field).toBe('body.config.url')
    const message = { phone: '13800000000', text: '明天', id: 'a' }
    await expect(sendText({ ...plain, headers: [] }, message)).rejects.toThrow('not-secure')
    const mail = { to: 'a@example.com', subject: 's', text: 't', id: 'b' }
    await expect(sendMail({ ...inner, password: null }, mail)).rejects.toThrow('not-secure')
    expect(mayGoPlainly('gate.inner', { [plainWaySetting]: 'db.inner, GATE.inner' })).toBe(true)
    expect(mayGoPlainly('gate.inner.evil.cn', { [plainWaySetting]: 'gate.inner' })).toBe(false)
  })
})

describe('one’s own addresses', () => {
  it('are sealed, masked, one of a kind, and end by one’s own word alone', async () => {
    const add = (address: string) =>
      member.ask(contract.addReminderAddress, { body: { channel: 'sms', address } })
    expect((await add('12345')).error.field).toBe('body.address')
    await Promise.all([add('13800000001'), add('13800000002')])
    const ways = async () => (await member.ask(contract.getReminderSettings)).body.channels
    const phone = (await ways()).find((one) => one.channel === 'sms')
    expect(phone?.addresses).toHaveLength(1)
    expect(phone?.addresses[0]?.label).toMatch(/^138\*{4}000[12]$/)
    const params = { addressId: phone?.addresses[0]?.addressId ?? '' }
    expect((await secretary.ask(contract.endReminderAddress, { params })).status).toBe(404)
    const [first, second] = await twice((requestId) =>
      member.ask(contract.endReminderAddress, { params, requestId }),
    )
    expect(first).toEqual(second)
    expect((await member.ask(contract.endReminderAddress, { params })).status).toBe(404)
    const stored = await test.system((ctx) =>
      ctx.db
        .selectFrom('reminder_addresses')
        .select('address_sealed')
        .where('county_id', '=', ctx.county)
        .execute(),
    )
    for (const row of stored) expect(row.address_sealed.toString('latin1')).not.toContain('1380000')
  })

  it('get one digest a day, and no second one for what comes later that day', async () => {
    await member.ask(contract.addReminderAddress, { body: { channel: 'mail', address: 'chen@example.com' } })
    await callFor('2026-11-21')
    await callFor('2026-11-21', { title: '志愿服务' })
    mail.letters.length = 0
    await goTo(test, '2026-11-20T07:40:00+08:00')
    await goRound(test)
    expect(mail.letters).toHaveLength(0)
    await goTo(test, '2026-11-20T08:03:00+08:00')
    await goRound(test)
    await goRound(test)
    expect(mail.letters).toHaveLength(1)
    const letter = mail.letters[0]
    expect(letter?.to).toEqual(['chen@example.com'])
    expect(letter && wordsOf(letter)).toContain('明天：主题党日（14:30，文化礼堂）')
    expect(letter && wordsOf(letter)).toContain('明天：志愿服务')

    await callFor('2026-11-21', { title: '晚到的事' })
    await goTo(test, '2026-11-20T12:03:00+08:00')
    await goRound(test)
    expect(mail.letters).toHaveLength(1)
    const list = await member.ask(contract.listReminders)
    expect(list.body.rows.map((row) => row.title)).toContain('晚到的事')
    await goTo(test, '2026-11-21T08:03:00+08:00')
    await goRound(test)
    expect(mail.letters).toHaveLength(2)
  })

  it('are told each by itself who wants that, but not by night, and not what they switched off', async () => {
    await secretary.ask(contract.addReminderAddress, { body: { channel: 'sms', address: '13800000009' } })
    const body = { mode: 'each' as const, digestHour: 8, quietFrom: 21, quietTo: 7, off: [], version: 0 }
    await secretary.ask(contract.saveReminderSettings, { body })
    await callFor('2026-11-26')
    await goTo(test, '2026-11-25T22:03:00+08:00')
    await goRound(test)
    expect(http.seen).toHaveLength(0)
    await goTo(test, '2026-11-26T06:33:00+08:00')
    await goRound(test)
    expect(http.seen).toHaveLength(0)
    await goTo(test, '2026-11-26T07:03:00+08:00')
    await goRound(test)
    expect(textOf()).toEqual({ to: '13800000009', text: '支部通提醒\n今天：主题党日（14:30，文化礼堂）' })
    const off = [{ channel: 'sms' as const, kind: 'activity' as const }]
    await secretary.ask(contract.saveReminderSettings, { body: { ...body, off, version: 1 } })
    await callFor('2026-11-27')
    await goRound(test)
    expect(http.seen).toHaveLength(1)
  })

  it('of a browser open what only it can open; one that is gone is not written to again', async () => {
    const browser = createECDH('prime256v1')
    const auth = randomBytes(16).toString('base64url')
    browser.generateKeys()
    const keys = { p256dh: browser.getPublicKey('base64url'), auth }
    const body = { channel: 'web-push' as const, label: '办公室的电脑', endpoint: `${http.origin}/p/1`, keys }
    const evil = await officer.ask(contract.addReminderAddress, {
      body: { ...body, endpoint: 'https://10.0.0.1/' },
    })
    expect(evil.error.field).toBe('body.endpoint')
    const added = await member.ask(contract.addReminderAddress, { body })
    expect((await member.ask(contract.getReminderSettings)).body.pushKey).toMatch(/^[\w-]{87}$/)
    await callFor('2026-12-02')
    await goTo(test, '2026-12-01T08:03:00+08:00')
    await goRound(test)
    const sent = http.seen.find((one) => one.url.pathname === '/p/1')
    const opened = ece.decrypt(sent?.body ?? Buffer.alloc(0), {
      version: 'aes128gcm',
      privateKey: browser,
      authSecret: auth,
    })
    expect(JSON.parse(opened.toString('utf8')).body).toContain('主题党日')

    http.answer = () => ({ status: 410 })
    await callFor('2026-12-03')
    await goTo(test, '2026-12-02T08:03:00+08:00')
    await goRound(test)
    const [, second] = await deliveriesTo(test, added.body.addressId)
    expect(second).toMatchObject({ state: 'given-up', attempts: 1, error: 'address-gone' })
    const ways = (await member.ask(contract.getReminderSettings)).body.channels
    expect(ways.find((one) => one.channel === 'web-push')?.addresses).toEqual([])
  })
})

describe('robots of a group', () => {
  const webhook = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4-97a0-0ec2aaaaaaaa'
  const wish = { channel: 'wecom' as const, name: '石桥支部群', address: webhook, secret: null }
  const params = () => ({ orgId: tree.branch })

  it('[004-11] are set up by the branch, and tell the group what, when, where, and no name', async () => {
    expect((await officer.ask(channels.addRobot, { params: params(), body: wish })).error.code).toBe(
      'access.denied',
    )
    const sibling = await test.person('branch-secretary', tree.sibling)
    expect((await sibling.ask(channels.addRobot, { params: params(), body: wish })).status).toBe(404)
    const wrong = { ...wish, address: 'https://10.0.0.1/cgi-bin/webhook/send?key=693a91f6-7aaa-4bc4' }
    expect((await secretary.ask(channels.addRobot, { params: params(), body: wrong })).error.field).toBe(
      'body.address',
    )
    const [first, second] = await twice((requestId) =>
      secretary.ask(channels.addRobot, { params: params(), body: wish, requestId }),
    )
    expect(first).toEqual(second)

    await callFor('2026-12-09')
    await callFor('2026-12-09', { title: '上门慰问何美凤', place: '何美凤家', kind: 'volunteer' })
    await goTo(test, '2026-12-08T08:03:00+08:00')
    await goRound(test)
    const said = http.seen
      .filter((one) => one.url.searchParams.get('key'))
      .map((one) => JSON.parse(one.body.toString()))
    expect(said).toHaveLength(1)
    expect(said[0].text.content).toContain('明天：主题党日（14:30，文化礼堂）')
    expect(said[0].text.content).not.toContain('何美凤')
    expect((said[0].text.content as string).split('\n')).toHaveLength(3)
    const { body } = await officer.ask(channels.listRobots, { params: params() })
    expect(body).toMatchObject({
      abilities: { set: false },
      rows: [{ name: '石桥支部群', lastErrorLabel: null }],
    })
    expect(JSON.stringify(body)).not.toContain('693a91f6')
    expect((await sibling.ask(channels.listRobots, { params: params() })).status).toBe(404)
  })

  it('are tried again later and later, given up in the end, and the office sees it', async () => {
    const { body: robots } = await secretary.ask(channels.listRobots, { params: params() })
    const robotId = robots.rows[0]?.robotId ?? ''
    http.answer = () => ({ status: 503 })
    await callFor('2026-12-16')
    await goTo(test, '2026-12-15T08:03:00+08:00')
    await goRound(test)
    const lastTry = async () => (await deliveriesTo(test, robotId)).at(-1)
    expect(await lastTry()).toMatchObject({ state: 'waiting', attempts: 1, error: 'unreachable' })
    for (const [tries, minutes] of [1, 5, 30, 120, 600].entries()) {
      const before = test.clock.now.getTime()
      await goTo(test, new Date(before + (minutes - 0.5) * 60_000))
      await workOff(test)
      expect((await lastTry())?.attempts).toBe(tries + 1)
      await goTo(test, new Date(before + minutes * 60_000))
      await workOff(test)
      expect(await lastTry()).toMatchObject({ attempts: tries + 2 })
    }
    expect(await lastTry()).toMatchObject({ state: 'given-up', error: 'unreachable' })
    const { rows } = (await secretary.ask(channels.listRobots, { params: params() })).body
    expect(rows[0]?.lastErrorLabel).toBe('连不上对方')
    const failures = await admin.ask(channels.listFailedDeliveries)
    expect(failures.body.rows.find((one) => one.targetId === robotId)).toMatchObject({
      channelLabel: '企业微信群',
      toName: '石桥支部',
      attempts: 6,
      errorLabel: '连不上对方',
    })
    expect((await secretary.ask(channels.listFailedDeliveries)).error.code).toBe('access.denied')
  })

  it('are ended once, and say nothing from then on, not even what was on its way', async () => {
    const { body } = await secretary.ask(channels.listRobots, { params: params() })
    const robot = { robotId: body.rows[0]?.robotId ?? '' }
    await callFor('2026-12-23')
    http.answer = () => ({ status: 503 })
    await goTo(test, '2026-12-22T08:03:00+08:00')
    await goRound(test)
    expect((await officer.ask(channels.endRobot, { params: robot })).error.code).toBe('access.denied')
    const both = await Promise.all([1, 2].map(() => secretary.ask(channels.endRobot, { params: robot })))
    expect(both.map((one) => one.status).sort((a, b) => a - b)).toEqual([200, 409])
    http.answer = () => taken
    http.seen.length = 0
    await goTo(test, '2026-12-22T08:05:00+08:00')
    await workOff(test)
    expect(http.seen.filter((one) => one.url.searchParams.get('key'))).toEqual([])
    expect((await deliveriesTo(test, robot.robotId)).at(-1)).toMatchObject({ state: 'dropped' })
  })
})
