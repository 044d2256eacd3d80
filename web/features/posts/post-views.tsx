import { go } from '../../lib/link.ts'
import { ViewSwitch } from '../../ui/view-switch.tsx'
import { historyMessages } from './history-messages.ts'
import { messages } from './messages.ts'

const paths = { posts: '/posts', areas: '/duty-areas', tags: '/post-tags', kinds: '/post-kinds' }

export function PostViews({ value }: { value: keyof typeof paths }) {
  return (
    <ViewSwitch
      label={messages.views}
      value={value}
      onChoose={(view) => go(paths[view])}
      options={[
        { value: 'posts', label: messages.posts },
        { value: 'areas', label: messages.areas },
        { value: 'tags', label: historyMessages.tags.view },
        { value: 'kinds', label: historyMessages.kinds.heading },
      ]}
    />
  )
}
