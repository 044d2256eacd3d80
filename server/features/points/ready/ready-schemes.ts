import { z } from 'zod'
import { line, text } from '../../../../contract/common.ts'
import { schemeVersion } from '../../../../contract/scheme-version.ts'
import company from './company-classes.json' with { type: 'json' }
import document001 from './document-001.json' with { type: 'json' }
import dongyang from './dongyang-2014.json' with { type: 'json' }
import fengtai from './fengtai-2023.json' with { type: 'json' }
import hanshan from './hanshan-2022.json' with { type: 'json' }
import huaning from './huaning-2018.json' with { type: 'json' }
import kaijiang from './kaijiang-2018.json' with { type: 'json' }
import shanxi from './shanxi-app.json' with { type: 'json' }
import village from './village-template.json' with { type: 'json' }

/** A line as its source had it, which no scheme may have today; and what it would have been here. */
const refusedLine = z.strictObject({ line: line(40), as: z.enum(['rule', 'flag']) })

/** A scheme that an office can begin on. `note` says what the source says and what is local or of our own making. */
const readyScheme = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: line(60),
  source: line(100),
  note: text(1000),
  version: schemeVersion,
  refused: z.array(refusedLine),
})

export type ReadyScheme = z.output<typeof readyScheme>

/** Published schemes as data, in the order in which they are offered. Their first day is the office's to choose. */
export const readySchemes: readonly ReadyScheme[] = [
  document001,
  dongyang,
  huaning,
  village,
  shanxi,
  kaijiang,
  company,
  hanshan,
  fengtai,
].map((one) => readyScheme.parse(one))
