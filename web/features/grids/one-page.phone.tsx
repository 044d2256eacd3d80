import type { PageProps } from '../../lib/pages.ts'
import { useCall } from '../../lib/use-call.ts'
import { Screen } from '../../ui/screen.tsx'
import { Answer } from '../../ui/states.tsx'
import { GridBody } from './grid-body.tsx'
import { messages } from './messages.ts'

export default function OnePage({ params }: PageProps) {
  const grid = useCall('getGrid', { params: { orgId: Number(params['orgId']) } })
  return (
    <Screen title={grid.data?.name ?? messages.title} sub={grid.data?.villageName} back="/grids">
      <Answer of={grid}>{(one) => <GridBody grid={one} />}</Answer>
    </Screen>
  )
}
