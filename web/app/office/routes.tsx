import {
  type AnyRoute,
  createRootRoute,
  createRoute,
  createRouter,
  Outlet,
  redirect,
  useLoaderData,
  useLocation,
  useParams,
} from '@tanstack/react-router'
import { asCallError } from '../../lib/call-error.ts'
import type { FeaturePage, PageModule } from '../../lib/pages.ts'
import { loadSession, sessionState } from '../../lib/session.ts'
import { Loading, Trouble } from '../../ui/states.tsx'
import { BrokenPage } from '../entry/broken.tsx'
import { Door } from '../entry/door.tsx'
import { messages as entryMessages } from '../entry/messages.ts'
import { features } from './features.ts'
import { MissingPage } from './missing-page.tsx'
import { readSearch, writeSearch } from './search.ts'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Outlet })

async function requireSession({ location }: { location: { href: string } }): Promise<void> {
  const known = sessionState.get()
  const state = known.is === 'in' || known.is === 'out' ? known : await loadSession()
  if (state.is === 'out') {
    // oxlint-disable-next-line only-throw-error -- the router's own way to go elsewhere
    throw redirect({
      href: location.href === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(location.href)}`,
    })
  }
  if (state.is === 'trouble') throw state.error
}

const shell = createRoute({
  id: 'shell',
  getParentRoute: () => root,
  beforeLoad: requireSession,
  component: Shell,
  pendingComponent: () => <Loading />,
  // The server could not be asked who this is.
  errorComponent: ({ error, reset }) => (
    <Door title={entryMessages.name}>
      <Trouble error={asCallError(error)} onRetry={reset} />
    </Door>
  ),
})

/**
 * A feature's page as a route: its module is loaded before it is shown, so that no page flashes empty.
 * Addresses come from the features' lists at run time, so the router's types for them would be no help.
 */
function createPageRoute(page: FeaturePage, parent: AnyRoute): AnyRoute {
  function Page() {
    const { default: Content } = useLoaderData({ strict: false }) as PageModule
    const params = useParams({ strict: false }) as Record<string, string>
    const { searchStr } = useLocation()
    return <Content key={JSON.stringify(params)} params={params} search={new URLSearchParams(searchStr)} />
  }
  return createRoute({
    getParentRoute: () => parent,
    path: page.path.replace(/:(\w+)/g, '$$$1'),
    loader: () => page.load(),
    staleTime: Number.POSITIVE_INFINITY,
    staticData: { title: page.title },
    component: Page,
    pendingComponent: () => <Loading />,
    errorComponent: BrokenPage,
  })
}

const doors: FeaturePage[] = [
  { path: '/sign-in', title: entryMessages.signIn, load: () => import('../entry/sign-in-page.tsx') },
  { path: '/enter', title: entryMessages.signIn, load: () => import('../entry/enter-page.tsx') },
]

/** Whatever no feature knows, inside the frame: the menu is the way on. */
const missing: FeaturePage = {
  path: '/$',
  title: entryMessages.missing,
  load: async () => ({ default: MissingPage }),
}

export function createOfficeRouter() {
  const inside = shell as unknown as AnyRoute
  const pages = [...features.flatMap((feature) => feature.pages), missing].map((page) =>
    createPageRoute(page, inside),
  )
  return createRouter({
    routeTree: root.addChildren([
      ...doors.map((door) => createPageRoute(door, root)),
      inside.addChildren(pages),
    ]),
    defaultPreload: false,
    defaultPendingMs: 300,
    parseSearch: readSearch,
    stringifySearch: writeSearch,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface StaticDataRouteOption {
    title?: string
  }
}
