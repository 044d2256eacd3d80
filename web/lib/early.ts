declare global {
  /** What web/app/phone/public/early.js has asked for already, by address. */
  var zhibutongEarly: Record<string, Promise<Response>> | undefined
}

/** The answer that is on its way to this address, once; after that one asks anew. */
export function takeEarly(url: string): Promise<Response> | undefined {
  const asked = globalThis.zhibutongEarly
  const answer = asked?.[url]
  if (asked) delete asked[url]
  return answer
}
