export const say = (line: string) => void process.stdout.write(`${line}\n`)

/** At most a line a second: a backup of small tables would else be a wall of them. */
export function createProgress(): (line: string) => void {
  let last = 0
  return (line) => {
    if (Date.now() - last < 1_000) return
    last = Date.now()
    say(line)
  }
}

export function sayBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.ceil(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
