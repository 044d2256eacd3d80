import { createRoot } from 'react-dom/client'
import { Router } from 'wouter'
import { navigate } from 'wouter/use-browser-location'
import '../../ui/base.css'
import './phone.css'
import { watchCarried } from '../../lib/carried/watch.ts'
import { keepSession } from '../../lib/kept-session.ts'
import { ownPath, startLinks, to } from '../../lib/link.ts'
import { untell } from '../../lib/receipts.ts'
import { loadSession } from '../../lib/session.ts'
import { warm } from '../../lib/use-call.ts'
import { startEntry } from '../entry/start-entry.ts'
import { App } from './app.tsx'

const root = startEntry('phone')
// What was told goes when one leaves the page, so that it can be told anew to the page that one goes to.
startLinks((path, { replace }) => {
  untell()
  navigate(to(path), { replace: replace ?? false })
})
window.addEventListener('popstate', untell)

keepSession()
watchCarried()
const path = ownPath(new URL(location.href)) ?? '/'
if (!/^\/(sign-in|enter)\b/.test(path)) {
  void loadSession()
  if (path === '/') warm('getDue', {})
}

// After what the first page wants: nobody waits for it.
if (import.meta.env.PROD)
  window.addEventListener('load', () =>
    setTimeout(
      () => void import('./keep-shell.ts').then(({ keepShell }) => keepShell()).catch(() => {}),
      2_000,
    ),
  )

createRoot(root).render(
  <Router base={to('')}>
    <App />
  </Router>,
)
