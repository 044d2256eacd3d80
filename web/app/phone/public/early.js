// Outside the bundle on purpose: it is here long before the bundle is, and asks for what the first page
// will want, which saves a slow line half a second. web/lib/early.ts takes the answers, each once.
;(() => {
  const path = location.pathname
  if (/^\/m\/(sign-in|enter)\b/.test(path)) return
  const ask = (url) => {
    const answer = fetch(url, { credentials: 'same-origin' })
    answer.catch(() => {})
    return answer
  }
  globalThis.zhibutongEarly = { '/api/v1/session': ask('/api/v1/session') }
  if (path === '/m/') globalThis.zhibutongEarly['/api/v1/due'] = ask('/api/v1/due')
})()
