import { useEffect } from 'react'

/**
 * Reads a page anew every so often, only while it is looked at. Asked for rather than told: a page that keeps a line open
 * is cut off by the proxies of a county's network, costs the server a connection for each desk, and a quarter of a
 * minute is soon enough for what people record.
 */
export function useRenewed(reload: () => void, seconds: number): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') reload()
    }, seconds * 1000)
    return () => clearInterval(timer)
  }, [reload, seconds])
}
