import { build } from 'vite'

/** Pauses between attempts are for people's lines: here an hour of them would be waited for. */
const speed = 25

const tab = `<!doctype html><meta charset="utf-8"><script>
const slow = setTimeout
window.setTimeout = (run, pause = 0, ...given) => slow(run, pause / ${speed}, ...given)
</script><script type="module" src="/lab/lab.js"></script>`

/** Tabs as frames of one page: they share a phone's storage, locks and channels, and one that is taken away dies at once. */
const host = `<!doctype html><meta charset="utf-8"><script>
const tabs = new Map()
async function openTab(name, owner) {
  const frame = document.createElement('iframe')
  frame.src = '/lab/tab.html'
  let kill
  const killed = new Promise((resolve) => (kill = () => resolve('killed')))
  document.body.append(frame)
  while (!frame.contentWindow.lab) await new Promise((resolve) => setTimeout(resolve, 1))
  frame.contentWindow.lab.open(owner)
  tabs.set(name, { frame, killed, kill })
}
function killTab(name) {
  const tab = tabs.get(name)
  tabs.delete(name)
  tab.frame.remove()
  tab.kill()
}
function inTab(name, verb, given) {
  const tab = tabs.get(name)
  if (!tab) return 'killed'
  return Promise.race([tab.frame.contentWindow.lab[verb](...given), tab.killed])
}
</script><body></body>`

/** The files of the page that holds the tabs, by their address: the real outbox, built as the phone pages are. */
export async function builtLab(): Promise<Record<string, { type: string; text: string }>> {
  const built = await build({
    configFile: false,
    root: process.cwd(),
    logLevel: 'error',
    mode: 'production',
    build: {
      write: false,
      target: 'chrome87',
      minify: false,
      rollupOptions: {
        input: 'e2e/support/sync/lab.ts',
        output: { entryFileNames: 'lab.js', codeSplitting: false },
        preserveEntrySignatures: false,
      },
    },
    define: { 'import.meta.env.BASE_URL': '"/m/"' },
  })
  const [output] = [built].flat()
  if (!output || !('output' in output)) throw new Error('the lab was not built')
  const script = output.output.find((one) => one.type === 'chunk')
  if (script?.type !== 'chunk') throw new Error('the lab has no script')
  const html = (text: string) => ({ type: 'text/html; charset=utf-8', text })
  return {
    '/lab/host.html': html(host),
    '/lab/tab.html': html(tab),
    '/lab/lab.js': { type: 'text/javascript; charset=utf-8', text: script.code },
  }
}
