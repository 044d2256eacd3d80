/**
 * `npm run check:known-faults`: asks the registry which of the packages that are shipped have known faults. A high or
 * critical one fails; others are listed. Where the registry does not answer such questions (no line, a mirror), that is
 * said and nothing is known.
 */
import { execFile } from 'node:child_process'
import { pathToFileURL } from 'node:url'

type Fault = { name: string; severity: string; range: string }
export type Verdict = { failed: boolean; says: string[] }

type Report = {
  error?: { summary?: string }
  message?: string
  vulnerabilities?: Record<string, Fault>
}

const refused = new Set(['high', 'critical'])

/** What `npm audit --json` printed, judged. */
export function judgeAudit(printed: string): Verdict {
  const report = parse(printed)
  if (!report?.vulnerabilities) {
    const why = report?.error?.summary || report?.message || 'it printed nothing that can be read'
    return { failed: false, says: [`NOT KNOWN: the registry was not able to answer (${why.slice(0, 120)})`] }
  }
  const faults = Object.values(report.vulnerabilities)
  const says = faults.map(({ name, range, severity }) => `${severity}: ${name} ${range}`)
  return {
    failed: faults.some(({ severity }) => refused.has(severity)),
    says: says.length > 0 ? says : ['no known fault in what is shipped'],
  }
}

function parse(printed: string): Report | null {
  try {
    return JSON.parse(printed) as Report
  } catch {
    return null
  }
}

function audit(): Promise<string> {
  const words = ['audit', '--omit=dev', '--json', '--fetch-timeout=20000', '--fetch-retries=1']
  return new Promise((done) => {
    // It ends with an error where it found something, and prints all the same.
    execFile('npm', words, { shell: process.platform === 'win32', timeout: 90_000 }, (_, printed) =>
      done(printed),
    )
  })
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { failed, says } = judgeAudit(await audit())
  console.log(says.join('\n'))
  if (failed) process.exitCode = 1
}
