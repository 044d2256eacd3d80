import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as echarts from 'echarts'
import type { Figure } from '../bench.ts'

/** Branches in millions, and the seconds in which all of them were given the duties of a month. */
export type Point = [branches: number, seconds: number]

/** Every run of the country that is kept beside the others, the smallest first. */
export function listPoints(folder = join('bench', 'results')): Point[] {
  return readdirSync(folder)
    .filter((name) => /^scale-\d+\.json$/.test(name))
    .flatMap((name) => {
      const { figures } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { figures: Figure[] }
      return figures.flatMap(({ values }): Point[] =>
        values ? [[values.branches / 1e6, values.seconds]] : [],
      )
    })
    .sort(([a], [b]) => a - b)
}

/** Seconds that each further million of branches costs, between one run and the next larger. */
export function slopesOf(points: readonly Point[]): number[] {
  return points.slice(1).map(([branches, seconds], at) => {
    const [fewer, sooner] = points[at] as Point
    return (seconds - sooner) / (branches - fewer)
  })
}

const size = { width: 760, height: 400 }
/** As in database-rules.md of the design: five million branches in ten minutes. */
const target = { branches: 5, seconds: 600 }

/** The curve as an SVG of its own, without scripts, styles and fonts. */
export function drawCurve(points: readonly Point[]): string {
  const chart = echarts.init(null, null, { renderer: 'svg', ssr: true, ...size })
  const slopes = slopesOf(points).map((slope) => slope.toFixed(0))
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    title: {
      text: 'Six duties of a month for every branch',
      subtext: `Each point is measured. A further million of branches: ${slopes.join(', then ')} s`,
      left: 16,
    },
    grid: { left: 64, right: 40, top: 104, bottom: 56 },
    xAxis: { type: 'value', name: 'branches, millions', nameLocation: 'middle', nameGap: 30, min: 0, max: 6 },
    yAxis: { type: 'value', name: 'seconds', min: 0, max: 650 },
    series: [
      {
        type: 'line',
        data: [...points],
        symbolSize: 8,
        itemStyle: { color: '#a4161a' },
        label: {
          show: true,
          position: 'top',
          formatter: ({ data }: { data?: unknown }) => `${(data as Point)[1].toFixed(0)} s`,
        },
      },
      {
        type: 'scatter',
        data: [[target.branches, target.seconds]],
        symbol: 'diamond',
        symbolSize: 12,
        itemStyle: { color: '#5c5c56' },
        label: { show: true, position: 'left', formatter: 'target' },
      },
    ],
  })
  // What it does under a pointer, which a picture has none of.
  const svg = chart.renderToSVGString().replace(/<style[\s\S]*?<\/style>\n?/, '')
  chart.dispose()
  return svg
}

/** Draws anew what docs/performance.md shows. Answers where it stands. */
export function keepCurve(): string {
  const path = join('docs', 'curve.svg')
  writeFileSync(path, `${drawCurve(listPoints())}\n`)
  return path
}
