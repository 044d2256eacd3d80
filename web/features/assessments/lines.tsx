/** Sentences one below the other. */
export function Lines({ of }: { of: readonly string[] }) {
  return (
    <ul className="as-lines">
      {of.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  )
}
