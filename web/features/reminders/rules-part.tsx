import '../../ui/due-row.css'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'

const words = messages.county

/** When what is called to mind: each rule switched off and on again where it stands. */
export function RulesPart() {
  const rules = useCall('listReminderRules', {})
  const { save, saving, error } = useSave('saveReminderRule')
  return (
    <section className="reminder-part">
      <h2>{words.rules}</h2>
      {error && <Trouble error={error} />}
      <Answer of={rules}>
        {({ rows, abilities }) => (
          <ul className="tasks">
            {rows.map(({ kind, kindLabel, daysBefore, atHour, on }) => (
              <li className="task" key={`${kind} ${daysBefore}`}>
                <div>
                  <b>
                    {kindLabel}　{words.before(daysBefore)}
                  </b>
                  <span>{[words.atHour(atHour), on ? words.on : words.off].join('，')}</span>
                </div>
                {abilities.set && (
                  <Button
                    tone="quiet"
                    busy={saving}
                    label={words.turnOf(`${kindLabel}${words.before(daysBefore)}`, on)}
                    onPress={() => void save({ body: { kind, daysBefore, atHour, on: !on } })}
                  >
                    {words.turn(on)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </section>
  )
}
