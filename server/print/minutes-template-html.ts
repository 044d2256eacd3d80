import { type Html, html, soundMarkup } from '../public/html.ts'

/** Of what mammoth reads from a document, as much as is looked at here. */
type Element = {
  type: string
  children?: Element[]
  alignment?: string | null
  indent?: { firstLine?: string | null } | null
  numbering?: unknown
  font?: string | null
  fontSize?: number | null
  styleName?: string | null
}

const sizes = [42, 36, 26, 24, 22, 18, 16, 15, 14, 12, 10.5, 9] as const
const fonts = { hei: /黑体|hei/i, song: /小标宋|xiaobiaosong/i, fang: /./ } as const
const places = ['left', 'center', 'right'] as const
type Look = { size: number; font: keyof typeof fonts; place: (typeof places)[number]; in: boolean }

const nameOf = ({ size, font, place, in: isIn }: Look) => `look ${size} ${font} ${place} ${isIn}`
const classesOf = ({ size, font, place, in: isIn }: Look) =>
  `.pt${size * 10}.${font}.${place}${isIn ? '.in' : ''}`

/** A rule for each look that a paragraph can have: fonts, sizes and places of official documents, the nearest of each. */
const styleMap: string[] = sizes.flatMap((size) =>
  (['hei', 'song', 'fang'] as const).flatMap((font) =>
    places.flatMap((place) =>
      [true, false].map((isIn) => {
        const look = { size, font, place, in: isIn }
        return `p[style-name='${nameOf(look)}'] => p${classesOf(look)}:fresh`
      }),
    ),
  ),
)

/**
 * A filled template as markup for a sheet of A4: its words, tables, pictures, sizes, kinds of font, places and indents.
 * Headers, footers, columns and exact widths stay in Word. Nothing of the file is taken as markup, and a style map that
 * somebody put into it is not followed.
 */
export async function readTemplate(docx: Uint8Array, label: string): Promise<Html> {
  const { default: mammoth } = await import('mammoth')
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(docx) },
    {
      styleMap,
      includeEmbeddedStyleMap: false,
      externalFileAccess: false,
      ignoreEmptyParagraphs: false,
      transformDocument: withLooks,
    },
  )
  return html`<section class="sheet minutes template" aria-label="${label}">
${soundMarkup(value)}
</section>`
}

function withLooks(element: Element): Element {
  const children = element.children?.map(withLooks)
  const seen = children ? { ...element, children } : element
  // Numbered paragraphs become lists, which have a look of their own.
  if (seen.type !== 'paragraph' || seen.numbering) return seen
  return { ...seen, styleName: nameOf(lookOf(seen)) }
}

function lookOf(paragraph: Element): Look {
  const runs = runsIn(paragraph)
  const wanted = runs.find((run) => run.fontSize)?.fontSize ?? 15
  const size = sizes.reduce((best, one) => (Math.abs(one - wanted) < Math.abs(best - wanted) ? one : best))
  const name = runs.find((run) => run.font)?.font ?? ''
  const font = fonts.hei.test(name) ? 'hei' : fonts.song.test(name) ? 'song' : 'fang'
  const place =
    paragraph.alignment === 'center' || paragraph.alignment === 'right' ? paragraph.alignment : 'left'
  return { size, font, place, in: Number(paragraph.indent?.firstLine ?? 0) > 0 }
}

function runsIn(element: Element): Element[] {
  if (element.type === 'run') return [element]
  return (element.children ?? []).flatMap(runsIn)
}
