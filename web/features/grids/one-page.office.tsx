import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { GridBody } from './grid-body.tsx'
import { messages } from './messages.ts'

export default function OnePage({ params }: PageProps) {
  const grid = useCall('getGrid', { params: { orgId: Number(params['orgId']) } })
  return (
    <>
      <PageHead title={grid.data?.name ?? messages.title} sub={grid.data?.villageName} />
      <Answer of={grid}>{(one) => <GridBody grid={one} />}</Answer>
    </>
  )
}
