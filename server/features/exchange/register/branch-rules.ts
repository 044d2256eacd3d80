import type { RegisterProblem } from '../../../../contract/register-problems.ts'

/** A living branch with everything that it may be called by. */
export type NamedBranch = {
  orgId: number
  path: string
  names: readonly string[]
  /** What stands above it, by long and short names: files write 临溪村石桥支部 for 石桥支部. */
  above: readonly string[]
}

/** The branch that a row is for; or why there is none, with the one that it names where that is somebody else's. */
export type FoundBranch = { orgId: number } | { problem: RegisterProblem; orgId?: number }

type Known = { branch: NamedBranch; plain: Set<string>; above: string[] }

/**
 * Reads 所在党支部 for an import at `here`. A name is taken with and without 中共, 委员会, 党, and what stands above;
 * it is never guessed. A row that names none belongs to the one branch there is.
 */
export function createBranchFinder(
  here: { path: string },
  branches: readonly NamedBranch[],
): (text: string | undefined) => FoundBranch {
  const known = branches.map((branch) => ({
    branch,
    plain: new Set(branch.names.map(plainBranch)),
    above: [...new Set(branch.above.map(plainText))].sort((a, b) => b.length - a.length),
  }))
  const own = known.filter(({ branch }) => branch.path.startsWith(here.path))
  const only = own.length === 1 && own[0] ? { orgId: own[0].branch.orgId } : null
  const found = new Map<string, FoundBranch>()
  return (text) => {
    if (text === undefined) return only ?? { problem: 'branch-missing' }
    const held = found.get(text) ?? findAmong(own, known, plainBranch(text))
    found.set(text, held)
    return held
  }
}

function findAmong(own: readonly Known[], all: readonly Known[], name: string): FoundBranch {
  for (const test of [isCalled, isCalledInFull]) {
    const [first, second] = own.filter((one) => test(one, name))
    if (second) return { problem: 'branch-several' }
    if (first) return { orgId: first.branch.orgId }
  }
  for (const test of [isCalled, isCalledInFull]) {
    const [first, second] = all.filter((one) => test(one, name))
    if (first)
      return second ? { problem: 'branch-outside' } : { problem: 'branch-outside', orgId: first.branch.orgId }
  }
  return { problem: 'branch-unknown' }
}

function isCalled({ plain }: Known, name: string): boolean {
  return plain.has(name)
}

/** The branch's name with nothing before it but names of what stands above: 大石桥支部 is not 石桥支部. */
function isCalledInFull({ plain, above }: Known, name: string): boolean {
  return [...plain].some(
    (own) => own !== '' && name.endsWith(own) && isAbove(name.slice(0, -own.length), above),
  )
}

function isAbove(before: string, above: readonly string[]): boolean {
  let rest = before.replace(/第$/, '')
  for (const name of above) rest = rest.replace(name, '')
  return /^((.{2,8}省)?(.{2,8}市)?(党委|党总支|总支部?|委员会)*)$/.test(rest)
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\s/g, '')
    .replace(/^(中国共产党|中共)/, '')
}

const numerals = '零一二三四五六七八九'

/** Without what every branch is called: 中共石桥村第1党支部委员会 and 石桥村第一支部 come to the same. */
export function plainBranch(text: string): string {
  const name = plainText(text)
    .replace(/委员会$/, '')
    .replace(/\d{1,2}/g, (digits) => sayNumber(Number(digits)))
  const short = name.replace(/党?支部$/, '')
  return short === '' ? name : short.replace(/^第(?=[一二三四五六七八九十]+$)/, '')
}

function sayNumber(number: number): string {
  const [tens, ones] = [Math.floor(number / 10), number % 10]
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : numerals[tens]}十`
  return ten + (ones === 0 && tens > 0 ? '' : numerals[ones])
}
