export type Options = readonly { value: string; label: string }[]

export function optionsOf(labels: Readonly<Record<string, string>>): Options {
  return Object.entries(labels).map(([value, label]) => ({ value, label }))
}

/** A county's own matter, or whatever else has no word here, stands for itself: it is not lost by being looked at. */
export function withValue(options: Options, value: string): Options {
  const isKnown = value === '' || options.some((one) => one.value === value)
  return isKnown ? options : [...options, { value, label: value }]
}
