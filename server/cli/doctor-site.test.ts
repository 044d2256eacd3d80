import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Authority, type Certificate, createAuthority } from '../test/certificates.ts'
import { type BuiltCli, buildCli, freePort } from '../test/cli.ts'
import { lookAtSite, siteIsAsked } from './doctor-site.ts'

let cli: BuiltCli
let authority: Authority
const servers: Server[] = []
const folder = mkdtempSync(join(tmpdir(), 'zbt-site-'))
beforeAll(async () => {
  cli = await buildCli()
  authority = await createAuthority('公开的证书')
}, 120_000)
afterAll(() => {
  for (const server of servers) server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** A real site with this certificate. */
async function serve(certificate: Certificate, host = 'localhost'): Promise<string> {
  const server = createServer(certificate, (_request, reply) => reply.end('hello'))
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, () => done()))
  return `https://${host}:${(server.address() as AddressInfo).port}`
}

describe('the site as browsers find it', () => {
  it('is in order with a certificate that they trust, and says until when and by which TLS', async () => {
    const site = await serve(await authority.certify('localhost', 90))
    const said = await lookAtSite(site, [authority.cert])
    const until = new Date(Date.now() + 90 * 86_400_000).toISOString().slice(0, 10)
    expect(said).toBe(`证书公开信任，到 ${until} 为止，TLSv1.3`)
  })

  it('is told to be mended three weeks before the end, and after it', async () => {
    const soon = await serve(await authority.certify('localhost', 20))
    await expect(lookAtSite(soon, [authority.cert])).rejects.toThrow(/还有 (19|20) 天到期/)
    const enough = await serve(await authority.certify('localhost', 23))
    expect(await lookAtSite(enough, [authority.cert])).toContain('公开信任')
    const past = await serve(await authority.certify('localhost', -1))
    await expect(lookAtSite(past, [authority.cert])).rejects.toThrow(/到期了/)
  })

  it('is not trusted by another authority, or under another name', async () => {
    const { cert: strange } = await createAuthority('别人')
    const site = await serve(await authority.certify('localhost'))
    await expect(lookAtSite(site, [strange])).rejects.toThrow(/不是公开信任的（.+）/)
    await expect(lookAtSite(site)).rejects.toThrow(/不是公开信任的/)
    const other = await serve(await authority.certify('other.example.cn'))
    await expect(lookAtSite(other, [authority.cert])).rejects.toThrow(/ALTNAME/)
    const number = await serve(await authority.certify('127.0.0.1'), '127.0.0.1')
    expect(await lookAtSite(number, [authority.cert])).toContain('公开信任')
  })

  it('that speaks plainly is named; one for this machine alone is not asked', async () => {
    await expect(lookAtSite('http://zbt.example.gov.cn')).rejects.toThrow(/不是 https/)
    expect(siteIsAsked('http://127.0.0.1:3000')).toBe(false)
    expect(siteIsAsked('http://zbt.example.gov.cn')).toBe(true)
  })

  it('is looked at by the doctor, for whom one that is away is no fault of the installation', async () => {
    const env = { PORT: String(await freePort()), ZHIBUTONG_DATA: folder }
    const away = `https://127.0.0.1:${await freePort()}`
    const doctor = cli.run({ ...env, ZHIBUTONG_URL: away }, 'doctor')
    await doctor.ended
    expect(doctor.out()).toMatch(/^缺 {2}网站的证书：从这台机器连不上 127\.0\.0\.1:\d+（ECONNREFUSED）/m)
    const ours = cli.run(
      { ...env, ZHIBUTONG_URL: await serve(await authority.certify('localhost')) },
      'doctor',
    )
    await ours.ended
    expect(ours.out()).toMatch(/^缺 {2}网站的证书：证书不是公开信任的/m)
  })
})
