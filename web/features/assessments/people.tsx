import { messages } from './messages.ts'

const words = messages.open

type Person = { memberId: string; name: string }
type PeopleProps = { assessed: readonly Person[]; excused: readonly (Person & { why: string })[] }

/** Who is assessed, in the order of the register, and who is not, with what the register says of it. */
export function People({ assessed, excused }: PeopleProps) {
  return (
    <>
      <h2>{words.assessed(assessed.length)}</h2>
      <ul className="as-people">
        {assessed.map((one) => (
          <li key={one.memberId}>{one.name}</li>
        ))}
      </ul>
      {excused.length > 0 && (
        <>
          <h2>{words.excused(excused.length)}</h2>
          <ul className="as-people">
            {excused.map((one) => (
              <li key={one.memberId}>
                {one.name} <small>{one.why}</small>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
