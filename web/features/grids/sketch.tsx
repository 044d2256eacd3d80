import { useSession } from '../../lib/session.ts'
import { type MapFrame, mapTilesOf, tilesUnder } from './tiles.ts'

export type Corner = readonly [number, number]
export type Outline = {
  id: number
  label: string
  corners: readonly Corner[]
  dots: readonly { label: string; at: Corner }[]
}

function middleOf(corners: readonly Corner[]): Corner {
  const mean = (axis: 0 | 1) =>
    Math.round(corners.reduce((sum, corner) => sum + corner[axis], 0) / Math.max(1, corners.length))
  return [mean(0), mean(1)]
}

function Shape({ outline }: { outline: Outline }) {
  const { corners, dots, label } = outline
  const points = corners.map((corner) => corner.join(',')).join(' ')
  const [x, y] = middleOf(corners)
  return (
    <g>
      {corners.length > 2 ? <polygon points={points} /> : <polyline points={points} />}
      {corners.length > 2 && (
        <text x={x} y={y + 12}>
          {label}
        </text>
      )}
      {dots.map((dot) => (
        <g key={dot.label}>
          <circle cx={dot.at[0]} cy={dot.at[1]} r="7" />
          <text x={dot.at[0]} y={dot.at[1] - 14}>
            {dot.label}
          </text>
        </g>
      ))}
    </g>
  )
}

/** The county's own map, where the server has its address; what does not come leaves the ground plain. */
function Ground({ frame }: { frame: MapFrame }) {
  const { county } = useSession()
  const pattern = mapTilesOf(county)
  if (!pattern) return null
  return (
    <g aria-hidden="true">
      {tilesUnder(frame, pattern).map(({ href, x, y, size }) => (
        <image key={href} href={href} x={x} y={y} width={size} height={size} />
      ))}
    </g>
  )
}

type SketchProps = { outlines: readonly Outline[]; label: string; frame?: MapFrame | null | undefined }

/** Grids as they lie to each other, on a plain ground or on the map; the table beside it says the same in words. */
export function Sketch({ outlines, label, frame }: SketchProps) {
  return (
    <svg className="sketch" viewBox="0 0 1000 1000" role="img" aria-label={label}>
      {frame && <Ground frame={frame} />}
      {outlines.map((outline) => (
        <Shape key={outline.id} outline={outline} />
      ))}
    </svg>
  )
}
