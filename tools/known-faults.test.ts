import { expect, it } from 'vitest'
import { judgeAudit } from './known-faults.ts'

const report = (severity: string) =>
  JSON.stringify({ vulnerabilities: { minimist: { name: 'minimist', severity, range: '<0.2.4' } } })

it.each(['high', 'critical'])('a %s fault of what is shipped fails', (severity) => {
  expect(judgeAudit(report(severity))).toEqual({ failed: true, says: [`${severity}: minimist <0.2.4`] })
})

it('a moderate one is listed', () => {
  expect(judgeAudit(report('moderate'))).toEqual({ failed: false, says: ['moderate: minimist <0.2.4'] })
})

it('none is said, and so is a registry that does not answer: it is not the same', () => {
  expect(judgeAudit('{"vulnerabilities":{}}').says).toEqual(['no known fault in what is shipped'])
  for (const printed of ['', '{"message":"405","error":{"summary":"405 Method Not Allowed"}}', 'npm error'])
    expect(judgeAudit(printed).says[0]).toMatch(/^NOT KNOWN/)
})
