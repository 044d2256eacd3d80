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

/** Grids as they lie to each other, on a plain ground; the table beside it says the same to who cannot see it. */
export function Sketch({ outlines, label }: { outlines: readonly Outline[]; label: string }) {
  return (
    <svg className="sketch" viewBox="0 0 1000 1000" role="img" aria-label={label}>
      {outlines.map((outline) => (
        <Shape key={outline.id} outline={outline} />
      ))}
    </svg>
  )
}
