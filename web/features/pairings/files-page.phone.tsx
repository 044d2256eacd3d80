import type { PageProps } from '../../lib/pages.ts'
import { Screen } from '../../ui/screen.tsx'
import { FilesBody } from './files-body.tsx'
import { titles } from './titles.ts'

export default function FilesPage({ search }: PageProps) {
  return (
    <Screen title={titles.files} back="/record">
      <FilesBody search={search} />
    </Screen>
  )
}
