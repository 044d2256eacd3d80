import { personChanged, type Session, useSession } from './session.ts'
import { createStore, useStore } from './store.ts'

/**
 * At which organisation somebody is working now. Most people have one; who serves at several chooses,
 * and the choice lasts as long as the tab.
 */
export type Grant = Session['grants'][number]

const key = 'zhibutong:place'

function readChoice(): number | undefined {
  try {
    return Number(sessionStorage.getItem(key)) || undefined
  } catch {
    return undefined
  }
}

const choice = createStore<number | undefined>(
  typeof sessionStorage === 'undefined' ? undefined : readChoice(),
)

/** One of a session's grants per organisation, in the order that the server gives. */
export function placesOf(session: Session): Grant[] {
  const seen = new Set<number>()
  return session.grants.filter((grant) => !seen.has(grant.orgId) && seen.add(grant.orgId))
}

export function choosePlace(orgId: number): void {
  try {
    sessionStorage.setItem(key, String(orgId))
  } catch {
    // For this page only.
  }
  choice.set(orgId)
}

/** The grant that somebody works under now; nothing for a member without any office. */
export function usePlace(): Grant | undefined {
  const session = useSession()
  const chosen = useStore(choice)
  const places = placesOf(session)
  return places.find((grant) => grant.orgId === chosen) ?? places[0]
}

/** Another person has other places. */
personChanged.on(() => choice.set(undefined))
