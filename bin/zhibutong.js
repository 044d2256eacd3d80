#!/usr/bin/env node
import { buildWhenStale } from '../tools/build.mjs'

await buildWhenStale()
const { main } = await import('../dist/server/cli/main.js')
await main(process.argv[2])
