import * as contract from '../../../../contract/hardship-files.ts'
import { demand } from '../../../core/errors/problem.ts'
import { endpoint, type Route } from '../../../core/http/endpoint.ts'
import { listAids, sumAids } from './aid-queries.ts'
import * as commands from './commands.ts'
import { branchesOf } from './policy.ts'
import { presentAid, presentFile, presentOwn } from './present.ts'
import { countFiles, listLooks, readFiles } from './queries.ts'

const office: Route[] = [
  endpoint(contract.listHardshipFiles, async (ctx, { query }) => {
    const orgIds = branchesOf(ctx.actor)
    demand(orgIds.length > 0, 'access.denied')
    const year = Number(ctx.today.slice(0, 4))
    const rows = await readFiles(ctx, { orgIds }, query)
    return {
      rows: rows.map((row) => presentFile(ctx.actor, row)),
      count: await countFiles(ctx, orgIds),
      totals: { year, ...(await sumAids(ctx, orgIds, year)) },
    }
  }),

  endpoint(contract.openHardshipFile, async (ctx, { body }) => ({
    fileId: ctx.requestId,
    state: await commands.openFile(ctx, body),
  })),

  endpoint(contract.getHardshipFile, async (ctx, { params: { fileId } }) => {
    const file = await commands.demandFile(ctx, fileId, false)
    const aids = await listAids(ctx, fileId)
    return { ...presentFile(ctx.actor, file), aids: aids.map(presentAid) }
  }),

  endpoint(contract.showHardshipFile, (ctx, { params, body }) =>
    commands.showFile(ctx, params.fileId, body.reason),
  ),

  endpoint(contract.changeHardshipFile, async (ctx, { params: { fileId }, body }) => ({
    fileId,
    version: await commands.changeFile(ctx, fileId, body),
  })),

  endpoint(contract.answerHardshipWish, async (ctx, { params: { fileId }, body }) => {
    await commands.answerWish(ctx, fileId, body.answer)
    return { fileId }
  }),

  endpoint(contract.giveAid, async (ctx, { params, body }) => {
    await commands.giveAid(ctx, params.fileId, body)
    return { aidId: ctx.requestId }
  }),

  endpoint(contract.voidAid, async (ctx, { params: { aidId }, body }) => {
    await commands.voidAid(ctx, aidId, body.reason)
    return { aidId }
  }),

  endpoint(contract.closeHardshipFile, async (ctx, { params: { fileId }, body }) => {
    await commands.closeFile(ctx, fileId, body.why)
    return { fileId }
  }),
]

const own: Route[] = [
  endpoint(contract.getOwnHardshipFile, async (ctx) => {
    const { memberId } = ctx.actor
    demand(memberId, 'access.denied')
    const [file] = await readFiles(ctx, { memberId }, { limit: 1, offset: 0 })
    if (!file) return { file: null }
    const aids = await listAids(ctx, file.file_id)
    const looks = await listLooks(ctx, memberId, file.file_id)
    return { file: presentOwn({ actor: ctx.actor, sealer: await ctx.sealer() }, file, aids, looks) }
  }),

  endpoint(contract.answerOwnHardshipFile, async (ctx, { params: { fileId }, body }) => {
    await commands.answerOwn(ctx, fileId, body.agrees)
    return { fileId }
  }),

  endpoint(contract.wishOwnHardshipFile, async (ctx, { params: { fileId }, body }) => {
    await commands.wishOwn(ctx, fileId, body.text)
    return { fileId }
  }),

  endpoint(contract.withdrawOwnHardshipFile, async (ctx, { params: { fileId } }) => {
    await commands.withdrawOwn(ctx, fileId)
    return { fileId }
  }),
]

export const hardshipRoutes: Route[] = [...office, ...own]
