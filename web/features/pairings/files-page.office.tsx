import type { PageProps } from '../../lib/pages.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { FilesBody } from './files-body.tsx'
import { fileWords } from './hardship-messages.ts'
import { titles } from './titles.ts'

export default function FilesPage({ search }: PageProps) {
  return (
    <>
      <PageHead title={titles.files} sub={fileWords.sub} />
      <FilesBody search={search} />
    </>
  )
}
