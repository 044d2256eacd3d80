import { PlaceField } from '../../ui/place-field.tsx'
import './pairings.css'
import '../../ui/due-row.css'
import { useState } from 'react'
import { fieldMessage } from '../../lib/call-error.ts'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { Choice } from '../../ui/choice.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Trouble } from '../../ui/states.tsx'
import { menusWords as words } from './messages.ts'
import { titles } from './titles.ts'

type Menus = CallOutput<'getHelpMenus'>
type Menu = Menus['menus'][number]

function AddSheet({ menus, places, onClose }: Menus & { onClose: () => void }) {
  const [menu, setMenu] = useState<Menu['menu']>('a')
  const [place, setPlace] = useState(String(places[0]?.orgId ?? ''))
  const [label, setLabel] = useState('')
  const { save, saving, error } = useSave('addHelpItem')
  const send = async () => {
    if (!(await save({ params: { orgId: Number(place) }, body: { menu, label } }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done(label.trim()) })
  }
  return (
    <FormSheet
      title={words.add}
      error={error}
      send={words.send}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <Choice
        legend={words.menu}
        value={menu}
        onChoose={setMenu}
        options={menus.map((one) => ({ value: one.menu, label: one.label }))}
      />
      {places.length > 1 && (
        <PlaceField label={words.place} value={place} onChoose={setPlace} places={places} />
      )}
      <TextField
        label={words.label}
        value={label}
        onType={setLabel}
        problem={fieldMessage(error, 'body.label')}
        maxLength={20}
      />
    </FormSheet>
  )
}

function MenuPart({ menu }: { menu: Menu }) {
  const { save, saving, error } = useSave('endHelpItem')
  const end = async ({ item, label }: Menu['items'][number]) => {
    if (!(await save({ params: { itemId: item }, body: {} }))) return
    tell({ tone: 'done', sentence: words.ended(label) })
  }
  return (
    <section>
      <h2>{menu.label}</h2>
      {error && <Trouble error={error} />}
      <ul className="tasks">
        {menu.items.map((one) => (
          <li className="task" key={one.item}>
            <div>
              <b>{one.label}</b>
              {one.addedBy && <span>{words.addedBy(one.addedBy)}</span>}
            </div>
            {one.isOwn && (
              <Button label={words.endFor(one.label)} busy={saving} onPress={() => void end(one)}>
                {words.end}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

export default function MenusPage() {
  const menus = useCall('getHelpMenus', {})
  const [adding, setAdding] = useState(false)
  return (
    <>
      <PageHead title={titles.menus} sub={words.sub} />
      <div className="pairings">
        <Answer of={menus}>
          {(data) => (
            <>
              {data.places.length > 0 && (
                <div className="pairings-acts">
                  <Button tone="go" onPress={() => setAdding(true)}>
                    {words.add}
                  </Button>
                </div>
              )}
              {data.menus.map((menu) => (
                <MenuPart key={menu.menu} menu={menu} />
              ))}
              {adding && <AddSheet {...data} onClose={() => setAdding(false)} />}
            </>
          )}
        </Answer>
      </div>
    </>
  )
}
