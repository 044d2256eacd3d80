import { Button } from '../../ui/button.tsx'
import { messages } from './messages.ts'

const words = messages.more

/** One of a list under the hand, and what the last check said of its parts. */
export type Listed<T> = {
  one: T
  no: number
  put: (change: Partial<T>) => void
  flawAt: (part: string) => string | undefined
}

type EndsProps = { add: string; last: string | undefined; onAdd: () => void; onDrop: () => void }

/** One more at the end, or the last away. */
export function Ends({ add, last, onAdd, onDrop }: EndsProps) {
  return (
    <div className="acts">
      <Button onPress={onAdd}>{add}</Button>
      {last !== undefined && (
        <Button tone="quiet" onPress={onDrop}>
          {words.remove(last)}
        </Button>
      )}
    </div>
  )
}
