import { to } from '../../lib/link.ts'
import { useCall } from '../../lib/use-call.ts'
import { LinkButton } from '../../ui/button.tsx'
import { words } from './provider-words.ts'

/** A way to each identity service that is set up. Plain links: what follows are redirects, and needs no script. */
export function ProviderLinks({ next }: { next: string }) {
  const rows = useCall('listProviders', {}).data?.rows ?? []
  if (rows.length === 0) return null
  return (
    <nav className="form" aria-label={words.otherWays}>
      {rows.map(({ key, name }) => (
        <LinkButton key={key} wide href={`/api/oidc/${key}/start?next=${encodeURIComponent(to(next))}`}>
          {words.signInBy(name)}
        </LinkButton>
      ))}
    </nav>
  )
}
