import { type ComponentType, lazy } from 'react'
import { Route, Switch, useSearch } from 'wouter'
import type { FeaturePage, PageProps } from '../../lib/pages.ts'
import { messages as entryMessages } from '../entry/messages.ts'
import { features } from './features.ts'
import { messages } from './messages.ts'
import { MissingScreen } from './missing-screen.tsx'

const own: FeaturePage[] = [
  { path: '/record', title: messages.recordTitle, load: () => import('./record-page.tsx') },
  { path: '/me', title: messages.mineTitle, load: () => import('./mine-page.tsx') },
]

export const doors: FeaturePage[] = [
  { path: '/sign-in', title: entryMessages.signIn, load: () => import('../entry/sign-in-page.tsx') },
  { path: '/enter', title: entryMessages.signIn, load: () => import('../entry/enter-page.tsx') },
]

export const pages: readonly FeaturePage[] = [...features.flatMap((feature) => feature.pages), ...own]

/** Each page's component is made once, so that going back does not load it again. */
const components = new Map<FeaturePage, ComponentType<PageProps>>(
  [...pages, ...doors].map((page) => [page, lazy(page.load)]),
)

function Content({ page, params }: { page: FeaturePage; params: Record<string, string> }) {
  const search = useSearch()
  const Page = components.get(page)
  if (!Page) return null
  return <Page key={JSON.stringify(params)} params={params} search={new URLSearchParams(search)} />
}

export function Routes({ of }: { of: readonly FeaturePage[] }) {
  return (
    <Switch>
      {of.map((page) => (
        <Route key={page.path} path={page.path}>
          {(params) => <Content page={page} params={params as Record<string, string>} />}
        </Route>
      ))}
      <Route>
        <MissingScreen />
      </Route>
    </Switch>
  )
}

/** The page that a path leads to: `/members/:id` for /members/3. */
export function pageAt(path: string): FeaturePage | undefined {
  return [...doors, ...pages].find((page) => patternOf(page.path).test(path))
}

function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`)
}
