import type { Reporter, TestModule, TestSpecification, TestSuite } from 'vitest/node'

export type Counts = { passed: number; failed: number; skipped: number }

/**
 * Prints `N passed, N failed` alone on the last line of a run, for scripts that read it. Whatever went wrong
 * counts as failed even where no test did: a file that could not be loaded or never ran, a hook of a suite,
 * an error that nobody caught.
 */
export default class TestReporter implements Reporter {
  private planned = new Set<string>()
  private line: string | null = null

  onInit(): void {
    // After the summary of the other reporters and whatever the end of the run has to say.
    process.once('exit', () => this.line && process.stdout.write(`${this.line}\n`))
  }

  onTestRunStart(specifications: readonly TestSpecification[]): void {
    this.planned = new Set(specifications.map(keyOf))
    this.line = formatCounts({ passed: 0, failed: this.planned.size, skipped: 0 })
  }

  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const ended = modules.filter((module) => module.state() !== 'queued' && module.state() !== 'pending')
    const counts = countModules(ended)
    const ran = new Set(ended.map(keyOf))
    const neverRan = [...this.planned].filter((key) => !ran.has(key)).length
    counts.failed += unhandledErrors.length + neverRan
    this.line = formatCounts(counts)
  }
}

function keyOf({ project, moduleId }: Pick<TestModule, 'project' | 'moduleId'>): string {
  return `${project.name} ${moduleId}`
}

export function countModules(modules: readonly TestModule[]): Counts {
  const counts: Counts = { passed: 0, failed: 0, skipped: 0 }
  for (const module of modules) {
    const before = counts.failed
    for (const test of module.children.allTests()) {
      const { state } = test.result()
      // Still pending at the end: the run was broken off in the middle of it.
      counts[state === 'pending' ? 'failed' : state] += 1
    }
    const suites: (TestModule | TestSuite)[] = [module, ...module.children.allSuites()]
    counts.failed += suites.filter((suite) => suite.errors().length > 0).length
    if (module.state() === 'failed' && counts.failed === before) counts.failed += 1
  }
  return counts
}

export function formatCounts({ passed, failed, skipped }: Counts): string {
  const line = `${passed} passed, ${failed} failed`
  return skipped > 0 ? `${line}, ${skipped} skipped` : line
}
