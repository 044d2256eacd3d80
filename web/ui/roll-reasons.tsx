import { Button } from './button.tsx'
import { messages } from './messages.ts'
import type { RollPerson, RollReason } from './roll.tsx'
import { Sheet } from './sheet.tsx'

type RollReasonsProps = {
  person: RollPerson
  reasons: readonly RollReason[]
  chosen: string | undefined
  note: string | undefined
  onChoose: (reasonId: string) => void
  onBack: () => void
  onClose: () => void
}

/** Why somebody did not come: one press, and the sheet is gone. */
export function RollReasons(props: RollReasonsProps) {
  const { person, reasons, chosen, note = messages.rollNote, onChoose, onBack, onClose } = props
  const thenClose = (act: () => void) => () => {
    act()
    onClose()
  }
  const away = reasons.filter(({ means = 'away' }) => means === 'away')
  const others = reasons.filter(({ means = 'away' }) => means !== 'away')
  return (
    <Sheet
      title={person.name}
      sub={messages.rollWhy}
      label={`${person.name}，${messages.rollWhy}`}
      onClose={onClose}
    >
      <div className="opts" role="group" aria-label={messages.rollReasons}>
        {away.map((reason) => (
          <button
            key={reason.id}
            type="button"
            aria-pressed={reason.id === chosen}
            onClick={thenClose(() => onChoose(reason.id))}
          >
            {reason.label}
          </button>
        ))}
      </div>
      <p className="note">{note}</p>
      <div className="two">
        {others.map((reason) => (
          <Button key={reason.id} tone="quiet" onPress={thenClose(() => onChoose(reason.id))}>
            {reason.label}
          </Button>
        ))}
        <Button tone="quiet" onPress={thenClose(onBack)}>
          {messages.rollBack}
        </Button>
      </div>
    </Sheet>
  )
}
