#!/usr/bin/env node
import { buildWhenStale } from '../tools/build.mjs'

await buildWhenStale()
await import('../dist/server/cli/run.js')
