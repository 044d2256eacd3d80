import { go } from '../../lib/link.ts'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { messages } from './messages.ts'

export function PostViews({ value }: { value: 'posts' | 'areas' }) {
  return (
    <ViewSwitch
      label={messages.views}
      value={value}
      onChoose={(view) => go(view === 'posts' ? '/posts' : '/duty-areas')}
      options={[
        { value: 'posts', label: messages.posts },
        { value: 'areas', label: messages.areas },
      ]}
    />
  )
}
