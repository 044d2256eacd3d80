import { go } from '../../lib/link.ts'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { titles } from './titles.ts'

const tabs = ['settings', 'calendar'] as const
type Tab = (typeof tabs)[number]

/** Two pages of one's own behind one line of the menu. */
export function OwnTabs({ current }: { current: Tab }) {
  return (
    <ViewSwitch
      value={current}
      onChoose={(tab) => go(`/reminders/${tab}`)}
      options={tabs.map((tab) => ({ value: tab, label: titles[tab] }))}
    />
  )
}
