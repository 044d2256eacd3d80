import { QueryClient } from '@tanstack/react-query'
import dayjs from 'dayjs'
import chinese from 'dayjs/locale/zh-cn'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../../ui/base.css'
import './office.css'
import { written } from '../../lib/call.ts'
import { watchCarried } from '../../lib/carried/watch.ts'
import { startLinks } from '../../lib/link.ts'
import { untell } from '../../lib/receipts.ts'
import { personChanged, sessionState } from '../../lib/session.ts'
import { messages } from '../entry/messages.ts'
import { goToDoor } from '../entry/next-page.ts'
import { arrive, startEntry } from '../entry/start-entry.ts'
import { Office } from './office.tsx'
import { createOfficeRouter } from './routes.tsx'

watchCarried()
// antd's calendar speaks through dayjs.
dayjs.locale(chinese)

const root = startEntry('office')
const router = createOfficeRouter()
// `call` has its own retries; a failed reading is told at once.
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 } } })

// Everything shown is derived from what was written: any write may change any figure on the screen.
written.on(() => void queryClient.invalidateQueries())
personChanged.on(() => queryClient.clear())

startLinks((path, { replace }) => {
  if (replace) router.history.replace(path)
  else router.history.push(path)
})

// The browser's address, not the router's: when one leaves, it is at the door already.
sessionState.subscribe(() => {
  if (sessionState.get().is === 'out') goToDoor(location.pathname + location.search)
})

router.subscribe('onResolved', ({ pathChanged }) => {
  const match = router.state.matches[router.state.matches.length - 1]
  if (pathChanged) arrive(match?.staticData.title, messages.name)
})
router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) untell()
})

createRoot(root).render(
  <StrictMode>
    <Office router={router} queryClient={queryClient} />
  </StrictMode>,
)
