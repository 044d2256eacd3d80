import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { taskWords as words } from './messages.ts'
import { TasksBody } from './tasks-body.tsx'
import { titles } from './titles.ts'

/** What meetings gave one to do, and what they gave others where one reads. */
export default function TasksPage({ search }: PageProps) {
  return (
    <Screen title={titles.tasks} sub={words.sub} back="/me">
      <div className="pad">
        <TasksBody search={search} />
      </div>
    </Screen>
  )
}
