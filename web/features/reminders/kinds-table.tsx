import { messages } from './messages.ts'
import type { Settings } from './settings-body.tsx'

const words = messages.settings
type Off = Settings['off']

/** Each kind by each way that the county has: what is not ticked is not told there. */
export function KindsTable({
  settings,
  off,
  onChange,
}: {
  settings: Settings
  off: Off
  onChange: (off: Off) => void
}) {
  const ways = settings.channels.filter((one) => one.on)
  const isOff = (channel: string, kind: string) =>
    off.some((one) => one.channel === channel && one.kind === kind)
  const toggle = (one: Off[number]) => {
    const rest = off.filter(({ channel, kind }) => channel !== one.channel || kind !== one.kind)
    onChange(rest.length === off.length ? [...off, one] : rest)
  }
  return (
    <fieldset className="choice">
      <legend>{words.kinds}</legend>
      <p className="note">{words.kindsNote}</p>
      <table className="reminder-kinds">
        <thead>
          <tr>
            <th scope="col">{words.kind}</th>
            {ways.map((way) => (
              <th key={way.channel} scope="col">
                {way.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {settings.kinds.map(({ kind, label }) => (
            <tr key={kind}>
              <th scope="row">{label}</th>
              {ways.map(({ channel, label: way }) => (
                <td key={channel}>
                  <label>
                    <input
                      className="ck"
                      type="checkbox"
                      aria-label={`${label}，${way}`}
                      checked={!isOff(channel, kind)}
                      onChange={() => toggle({ channel, kind })}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </fieldset>
  )
}
