import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import type { TemplateDraft } from './template-draft.ts'
import { words } from './template-messages.ts'

type Stages = TemplateDraft['stages']

type StageFieldsProps = {
  year: string
  stages: Stages
  onChange: (stages: Stages) => void
  problem: (field: string) => string | undefined
}

const most = 6

/** Parts of the year, each with what it is for; none are needed. */
export function StageFields({ year, stages, onChange, problem }: StageFieldsProps) {
  const put = (at: number, more: Partial<Stages[number]>) =>
    onChange(stages.map((one, i) => (i === at ? { ...one, ...more } : one)))
  const add = () => onChange([...stages, { title: '', from: `${year}-01-01`, to: `${year}-12-31`, goal: '' }])
  return (
    <section className="plan-parts" aria-label={words.stages}>
      <h2>{words.stages}</h2>
      {stages.map((stage, i) => (
        <div className="plan-stage" key={i}>
          <TextField
            label={words.stageTitle}
            value={stage.title}
            onType={(title) => put(i, { title })}
            problem={problem(`${i}.title`)}
            maxLength={30}
          />
          <div className="plan-pair">
            <TextField
              label={words.stageFrom}
              type="date"
              value={stage.from}
              onType={(from) => put(i, { from })}
              problem={problem(`${i}.from`)}
            />
            <TextField
              label={words.stageTo}
              type="date"
              value={stage.to}
              onType={(to) => put(i, { to })}
              problem={problem(`${i}.to`)}
            />
          </div>
          <TextField
            label={words.stageGoal}
            value={stage.goal}
            onType={(goal) => put(i, { goal })}
            problem={problem(`${i}.goal`)}
            maxLength={100}
          />
          <Button tone="quiet" onPress={() => onChange(stages.filter((_, at) => at !== i))}>
            {words.removeStage}
          </Button>
        </div>
      ))}
      {stages.length < most && <Button onPress={add}>{words.addStage}</Button>}
    </section>
  )
}
