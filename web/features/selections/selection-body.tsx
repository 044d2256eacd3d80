import '../../ui/due-row.css'
import './selections.css'
import { AwardForm } from './award-form.tsx'
import { Awards } from './awards.tsx'
import { Candidates } from './candidates.tsx'
import { CourseNotes, SelectionCourse } from './course.tsx'
import { DecisionForm } from './decision-form.tsx'
import { Eligible } from './eligible.tsx'
import { NominateForm } from './nominate-form.tsx'
import { Result } from './result.tsx'
import { Rounds } from './rounds.tsx'
import type { Selection } from './selection-types.ts'
import { StepActions } from './step-actions.tsx'
import { OwnStanding, Terms } from './terms.tsx'
import { VoteForm } from './vote-form.tsx'

function Decide({ selection }: { selection: Selection }) {
  if (!selection.abilities.decide) return null
  return selection.method === 'vote' ? (
    <VoteForm selection={selection} />
  ) : (
    <DecisionForm selection={selection} />
  )
}

/** One selection from its terms to its awards: how far it is, and what this reader may do now. */
export function SelectionBody({ selection, wide }: { selection: Selection; wide: boolean }) {
  const { abilities, state } = selection
  // What was said about one step is gone with the next.
  return (
    <div className="selection">
      <SelectionCourse selection={selection} wide={wide} />
      <CourseNotes selection={selection} />
      <Rounds selection={selection} />
      <Awards selection={selection} />
      {abilities.award && <AwardForm selection={selection} />}
      <Result selection={selection} />
      <OwnStanding selection={selection} />
      <Candidates selection={selection} />
      {abilities.nominate && <NominateForm selection={selection} />}
      <Decide selection={selection} />
      <StepActions key={`steps:${state}`} selection={selection} />
      <Terms selection={selection} />
      <Eligible selection={selection} />
    </div>
  )
}
