import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import dayjs from 'dayjs'
import chinese from 'dayjs/locale/zh-cn'
import { StrictMode, useMemo } from 'react'
import { createRoot } from 'react-dom/client'
import '../../ui/base.css'
import './office.css'
import { written } from '../../lib/call.ts'
import { displaySettings } from '../../lib/display-settings.ts'
import { startLinks } from '../../lib/link.ts'
import { untell } from '../../lib/receipts.ts'
import { personChanged, sessionState } from '../../lib/session.ts'
import { useStore } from '../../lib/store.ts'
import { messages } from '../entry/messages.ts'
import { goToDoor } from '../entry/next-page.ts'
import { arrive, startEntry } from '../entry/start-entry.ts'
import { readNonce } from './nonce.ts'
import { createOfficeRouter } from './routes.tsx'
import { officeTheme } from './theme.ts'

// antd's calendar speaks through dayjs.
dayjs.locale(chinese)

const root = startEntry('office')
const router = createOfficeRouter()
// `call` has its own retries; a failed reading is told at once.
const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 5_000 } } })
const nonce = readNonce()

// Everything shown is derived from what was written: any write may change any figure on the screen.
written.on(() => void queryClient.invalidateQueries())
personChanged.on(() => queryClient.clear())

startLinks((path, { replace }) => {
  if (replace) router.history.replace(path)
  else router.history.push(path)
})

sessionState.subscribe(() => {
  const { is } = sessionState.get()
  if (is === 'out' && router.state.status === 'idle') goToDoor(router.state.location.href)
})

router.subscribe('onResolved', ({ pathChanged }) => {
  const match = router.state.matches[router.state.matches.length - 1]
  if (pathChanged) arrive(match?.staticData.title, messages.name)
})
router.subscribe('onBeforeNavigate', ({ pathChanged, fromLocation }) => {
  if (pathChanged && fromLocation) untell()
})

function Office() {
  const settings = useStore(displaySettings)
  // The attributes on <html> are set before this renders; antd then reads the tokens anew.
  const theme = useMemo(officeTheme, [settings])
  return (
    <ConfigProvider
      locale={zhCN}
      theme={theme}
      csp={nonce ? { nonce } : {}}
      button={{ autoInsertSpace: false }}
      form={{ colon: false }}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ConfigProvider>
  )
}

createRoot(root).render(
  <StrictMode>
    <Office />
  </StrictMode>,
)
