import { StampWord } from '../../ui/stamp.tsx'
import { stamps } from './duty-words.ts'
import { messages } from './messages.ts'

const order = ['held', 'held-late', 'due', 'late', 'missed', 'excused'] as const

export function Legend() {
  return (
    <p className="duty-legend">
      {order.map((state) => (
        <StampWord key={state} state={stamps[state]}>
          {messages.legend[state]}
        </StampWord>
      ))}
    </p>
  )
}
