import { withSmallYoungGeneration } from './young-generation.ts'

const { main } = await withSmallYoungGeneration(() => import('./main.ts'))
await main(process.argv.slice(2))
