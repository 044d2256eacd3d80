import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type AnyRouter, RouterProvider } from '@tanstack/react-router'
import { ConfigProvider } from 'antd'
import zhCN from 'antd/locale/zh_CN'
import { useMemo } from 'react'
import { displaySettings } from '../../lib/display-settings.ts'
import { useStore } from '../../lib/store.ts'
import { readNonce } from './nonce.ts'
import { officeTheme } from './theme.ts'

const nonce = readNonce()

type OfficeProps = { router: AnyRouter; queryClient: QueryClient }

/** Everything that the pages stand in: antd in Chinese and in our tokens, the queries, the router. */
export function Office({ router, queryClient }: OfficeProps) {
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
