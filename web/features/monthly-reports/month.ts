function shift(month: string, by: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + by
  return `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`
}

export function monthBefore(month: string): string {
  return shift(month, -1)
}

export function monthAfter(month: string): string {
  return shift(month, 1)
}

export function readMonth(search: URLSearchParams): string | undefined {
  const month = search.get('month') ?? ''
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(month) ? month : undefined
}
