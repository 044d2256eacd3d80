/** How somebody is told who has never said anything about it: once a day at eight, nothing by night. */
export const usualSettings = { mode: 'daily', digestHour: 8, quietFrom: 21, quietTo: 7 } as const

/** Quiet from 21 to 7 goes over midnight; from 7 to 7 is never. */
export function isQuiet(
  hour: number,
  { quietFrom, quietTo }: { quietFrom: number; quietTo: number },
): boolean {
  return quietFrom <= quietTo ? hour >= quietFrom && hour < quietTo : hour >= quietFrom || hour < quietTo
}
