import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { FileBody } from './file-body.tsx'
import { titles } from './titles.ts'

export default function FilePage({ params }: PageProps) {
  const one = useCall('getHardshipFile', { params: { fileId: params['fileId'] ?? '' } })
  return (
    <>
      <PageHead title={one.data?.name ?? titles.files} sub={one.data?.settingLabel} />
      <Answer of={one}>{(row) => <FileBody key={row.version} row={row} />}</Answer>
    </>
  )
}
