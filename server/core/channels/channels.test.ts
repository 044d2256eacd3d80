import { createECDH, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto'
import ece from 'http_ece'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SmsConfig } from '../../../contract/channels.ts'
import {
  type Letter,
  type Listener,
  listen,
  listenToMail,
  type MailServer,
  wordsOf,
} from '../../test/post-office.ts'
import { sendMail } from './mail.ts'
import { isPushService, realOutside } from './outside.ts'
import { newPushKeys, sendPush } from './push.ts'
import { sendToGroup, tokenIn } from './robots.ts'
import { sendText } from './sms.ts'

let http: Listener
let mail: MailServer
const at = new Date('2026-11-20T01:00:00Z')

beforeAll(async () => {
  http = await listen(() => ({ body: '{"errcode":0,"errmsg":"ok"}' }))
  mail = await listenToMail()
})
beforeEach(() => {
  http.seen.length = 0
  http.answer = () => ({ body: '{"errcode":0,"errmsg":"ok"}' })
})
afterAll(() => Promise.all([http.close(), mail.close()]))

const last = () => {
  const seen = http.seen.at(-1)
  if (!seen) throw new Error('nothing was sent')
  return seen
}
const outside = () => ({ wecom: http.origin, dingtalk: http.origin, push: [http.origin] })

describe('mail', () => {
  const config = () => ({
    host: '127.0.0.1',
    port: mail.port,
    security: 'none' as const,
    user: null,
    password: null,
    from: 'dangjian@example.com',
  })
  const letter = { to: 'zhang@example.com', subject: '支部通：1 件事要办', text: '明天：主题党日', id: 'a.b' }

  it('arrives in plain text, marked as sent by no person, under an id that stays', async () => {
    await sendMail(config(), letter)
    const got = mail.letters.at(-1) as Letter
    expect(got).toMatchObject({ from: 'dangjian@example.com', to: ['zhang@example.com'] })
    expect(got.raw).toContain('Message-ID: <a.b@zhibutong>')
    expect(got.raw).toContain('Auto-Submitted: auto-generated')
    expect(wordsOf(got)).toContain('明天：主题党日')
  })

  it('of a mailbox that there is not is final; of one that is busy, or a server that is away, is not', async () => {
    mail.refusing.set('gone@example.com', 550).set('busy@example.com', 451)
    const sendTo = (to: string) => sendMail(config(), { ...letter, to })
    await expect(sendTo('gone@example.com')).rejects.toMatchObject({ word: 'refused', isFinal: true })
    await expect(sendTo('busy@example.com')).rejects.toMatchObject({ word: 'refused', isFinal: false })
    const away = sendMail({ ...config(), port: 9 }, letter)
    await expect(away).rejects.toMatchObject({ word: 'unreachable', isFinal: false })
  })
})

describe('robots of groups', () => {
  const robot = { token: 'a'.repeat(32), secret: null }

  it('of WeCom take text under their key', async () => {
    await sendToGroup('wecom', robot, { text: '明天：主题党日', at, outside: outside() })
    expect(last().url.pathname).toBe('/cgi-bin/webhook/send')
    expect([...last().url.searchParams]).toEqual([['key', robot.token]])
    expect(JSON.parse(last().body.toString())).toEqual({
      msgtype: 'text',
      text: { content: '明天：主题党日' },
    })
  })

  it('of DingTalk check who signs', async () => {
    const secret = `SEC${'0a'.repeat(32)}`
    http.answer = ({ url }) => {
      const time = url.searchParams.get('timestamp') ?? ''
      const wanted = createHmac('sha256', secret).update(`${time}\n${secret}`).digest('base64')
      const isOwn = url.pathname === '/robot/send' && url.searchParams.get('sign') === wanted
      return { body: JSON.stringify({ errcode: isOwn ? 0 : 310000 }) }
    }
    await sendToGroup('dingtalk', { ...robot, secret }, { text: '明天：主题党日', at, outside: outside() })
    expect(last().url.searchParams.get('timestamp')).toBe(String(at.getTime()))
    const wrong = sendToGroup(
      'dingtalk',
      { ...robot, secret: 'SECx' },
      { text: '一', at, outside: outside() },
    )
    await expect(wrong).rejects.toMatchObject({ word: 'sign-in', isFinal: true })
  })

  it.each([
    ['no such robot', { body: '{"errcode":93000}' }, { word: 'address-gone', isFinal: true }],
    ['too many', { body: '{"errcode":45009}' }, { word: 'too-many', isFinal: false }],
    ['no JSON at all', { body: '<html>' }, { word: 'refused', isFinal: false }],
    ['a broken server', { status: 502 }, { word: 'unreachable', isFinal: false }],
    ['a way elsewhere', { status: 302 }, { word: 'refused', isFinal: true }],
  ])('tell %s', async (_, answer, failure) => {
    http.answer = () => answer
    const sent = sendToGroup('wecom', robot, { text: '一', at, outside: outside() })
    await expect(sent).rejects.toMatchObject(failure)
  })

  it('are known by the address of their makers alone', () => {
    const wecom = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'
    expect(tokenIn('wecom', wecom)).toBe('693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa')
    expect(tokenIn('dingtalk', `https://oapi.dingtalk.com/robot/send?access_token=${'b'.repeat(64)}`)).toBe(
      'b'.repeat(64),
    )
    for (const other of [
      wecom.replace('https', 'http'),
      wecom.replace('qyapi.weixin.qq.com', '10.0.0.1'),
      wecom.replace('qyapi.weixin.qq.com', 'qyapi.weixin.qq.com.evil.cn'),
      wecom.replace('qyapi', 'x@qyapi').replace('weixin', 'evil'),
      'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
      '机器人',
    ])
      expect(tokenIn('wecom', other)).toBeNull()
  })
})

describe('a gateway of text messages', () => {
  const config = (): SmsConfig => ({
    url: `${http.origin}/send?id={id}`,
    method: 'POST',
    contentType: 'json',
    body: '{"to":"{phone}","content":"{text}","tpl":{"a":1}}',
    success: '"code":0',
    headers: [{ name: 'Authorization', value: 'Bearer secret' }],
  })
  const message = { phone: '13800000000', text: '明天："党日"\n第二行&', id: 'a.b' }

  it('gets its template filled, whatever the words hold', async () => {
    http.answer = () => ({ body: '{"code":0}' })
    await sendText(config(), message)
    expect(JSON.parse(last().body.toString())).toEqual({
      to: message.phone,
      content: message.text,
      tpl: { a: 1 },
    })
    expect(last().headers).toMatchObject({ authorization: 'Bearer secret' })
    expect(last().url.searchParams.get('id')).toBe('a.b')

    await sendText({ ...config(), contentType: 'form', body: 'm={phone}&c={text}' }, message)
    expect(Object.fromEntries(new URLSearchParams(last().body.toString()))).toEqual({
      m: message.phone,
      c: message.text,
    })

    const get = { ...config(), method: 'GET' as const, url: `${http.origin}/s?m={phone}&c={text}`, body: '' }
    await sendText(get, message)
    expect(last().url.searchParams.get('c')).toBe(message.text)
  })

  it('did not take what it does not say that it took', async () => {
    http.answer = () => ({ body: '{"code":17,"msg":"余额不足 13800000000"}' })
    await expect(sendText(config(), message)).rejects.toMatchObject({ word: 'refused', isFinal: false })
  })
})

describe('web push', async () => {
  const keys = await newPushKeys()
  const config = { contact: 'dangjian@example.com', ...keys }
  const browser = createECDH('prime256v1')
  const auth = randomBytes(16)
  browser.generateKeys()
  const subscription = () => ({
    endpoint: `${http.origin}/push/abc`,
    keys: { p256dh: browser.getPublicKey('base64url'), auth: auth.toString('base64url') },
  })

  it('is opened by the browser alone, and proves who sends (RFC 8291, RFC 8292)', async () => {
    http.answer = () => ({ status: 201 })
    await sendPush(config, subscription(), { payload: '明天：主题党日', outside: outside() })
    const { headers, body } = last()
    expect(body.toString('utf8')).not.toContain('党日')
    expect(headers).toMatchObject({ 'content-encoding': 'aes128gcm', ttl: '86400' })
    const opened = ece.decrypt(body, {
      version: 'aes128gcm',
      privateKey: browser,
      authSecret: auth.toString('base64url'),
    })
    expect(opened.toString('utf8')).toBe('明天：主题党日')

    const [, token = '', key] = /^vapid t=([^,]+), ?k=(.+)$/.exec(String(headers.authorization)) ?? []
    expect(key).toBe(keys.publicKey)
    const [head, claims = '', signature = ''] = token.split('.')
    const point = Buffer.from(keys.publicKey, 'base64url')
    const jwk = { kty: 'EC', crv: 'P-256', x: point.subarray(1, 33).toString('base64url') }
    const publicKey = createPublicKey({
      format: 'jwk',
      key: { ...jwk, y: point.subarray(33).toString('base64url') },
    })
    const signed = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
    const isOurs = verify(
      'sha256',
      Buffer.from(`${head}.${claims}`),
      signed,
      Buffer.from(signature, 'base64url'),
    )
    expect(isOurs).toBe(true)
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      aud: http.origin,
      sub: 'mailto:dangjian@example.com',
    })
  })

  it('to a browser that took its leave is final', async () => {
    http.answer = () => ({ status: 410 })
    const sent = sendPush(config, subscription(), { payload: '一', outside: outside() })
    await expect(sent).rejects.toMatchObject({ word: 'address-gone', isFinal: true })
  })

  it('goes to services of push and to no other machine', async () => {
    const sent = sendPush(config, subscription(), { payload: '一', outside: { ...outside(), push: [] } })
    await expect(sent).rejects.toMatchObject({ isFinal: true })
    expect(http.seen).toHaveLength(0)
    expect(isPushService('https://fcm.googleapis.com/fcm/send/abc', realOutside)).toBe(true)
    expect(isPushService('https://wns2-par02p.notify.windows.com/w/?token=a', realOutside)).toBe(true)
    for (const other of [
      'http://fcm.googleapis.com/fcm/send/abc',
      'https://fcm.googleapis.com:8443/x',
      'https://127.0.0.1/',
      'https://evilnotify.windows.com.cn/',
      'https://fcm.googleapis.com.evil.cn/',
      'file:///etc/passwd',
    ])
      expect(isPushService(other, realOutside)).toBe(false)
  })
})
