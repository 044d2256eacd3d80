import { noteTime, readFlag, writeFlag } from './flag.ts'

/** Something of this person lies here until then; the first that must go decides when it is looked at. */
export function noteKept(owner: string, until: number): void {
  const flag = readFlag()
  const others = flag?.owner === owner ? flag.until : until
  writeFlag({ owner, until: Math.min(others, until), seen: 0 })
  noteTime(true)
}
