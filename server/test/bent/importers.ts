import { unzipSync, zipSync } from 'fflate'
import sharp from 'sharp'
import * as photos from '../../../contract/activity-photos.ts'
import type { EndpointSpec } from '../../../contract/endpoint.ts'
import * as imports from '../../../contract/imports.ts'
import * as templates from '../../../contract/minutes-templates.ts'
import * as schemes from '../../../contract/scheme-files.ts'
import { writeJson, writeSchemeWorkbook } from '../../features/points/scheme-files/write-file.ts'
import { planned } from '../activities.ts'
import type { Answer, Person, Sent, TestApp } from '../app.ts'
import { type Imports, registerFile, sheetFile } from '../imports.ts'
import { newIdNumber } from '../members.ts'
import { readyScheme } from '../ready-schemes.ts'
import { buildTree, type Tree } from '../tree.ts'
import { type Bends, byteBends } from './bytes.ts'
import { cellBends } from './cells.ts'
import { packageBends } from './package.ts'
import { pictureBends } from './pictures.ts'
import { commaBends, jsonBends } from './text.ts'
import { xmlBends } from './xml.ts'

/** One way by which a file comes in. */
export type Importer = {
  what: string
  spec: EndpointSpec
  by: Person
  /** Where it goes, and under which name. */
  sent: Sent<EndpointSpec> & { file: { name: string; bytes: Buffer } }
  bends: Bends
  /** What is done with what was taken, to its end, and away with it: the answers on the way. */
  goOn(answer: never): Promise<Answer<unknown>[]>
}

type World = { test: TestApp; tree: Tree; queue: Imports }

const ofWorkbook = { ...byteBends, ...packageBends, ...xmlBends, ...cellBends }

/** Everybody who reads what somebody sends, each with a sound file of its own. */
export async function findImporters(test: TestApp, queue: Imports): Promise<Importer[]> {
  const world = { test, tree: await buildTree(test), queue }
  return [...(await lists(world)), ...(await schemeFiles(world)), await template(world), await photo(world)]
}

async function lists({ test, tree, queue }: World): Promise<Importer[]> {
  const secretary = await test.person('branch-secretary', tree.branch)
  const worker = await test.person('grid-worker', tree.grid)
  const people = ['林秀兰', '沈国良', '王根生', '李招娣'].map((name) => ({
    ...{ name, sex: 'male', idNumber: newIdNumber(), birthOn: '1985-03-12', joinedOn: '2013-06-18' },
    ...{ category: 'full', mobile: '13800005678', homeAddress: '石桥村 1 号' },
  }))
  const members = await registerFile(people)
  const rows = people.map(({ name, idNumber }, i) => `${i + 1},${name},${idNumber},2013.06.18,石桥村\r\n`)
  const comma = Buffer.from(`序号,姓名,身份证号,入党时间,家庭住址\r\n${rows.join('')}`)
  const homes = await sheetFile(
    ['地址', '户主', '家庭人口'],
    ['东溪1号', '王阿根', '3'],
    ['东溪2号', '李四', '4'],
  )
  const list = (
    what: string,
    by: Person,
    bytes: Buffer,
    query: Sent<typeof imports.uploadRegister>['query'],
  ) => ({
    ...{ what, spec: imports.uploadRegister, by, sent: { query, file: { name: `${what}.xlsx`, bytes } } },
    goOn: ({ body }: Answer<{ importId: string }>) => takeList(queue, by, body.importId),
  })
  return [
    { ...list('花名册', secretary, members, { orgId: tree.branch, what: 'members' }), bends: ofWorkbook },
    {
      ...list('花名册文字', secretary, comma, { orgId: tree.branch, what: 'members' }),
      bends: { ...byteBends, ...commaBends },
    },
    { ...list('住户册', worker, homes, { orgId: tree.grid, what: 'households' }), bends: cellBends },
  ]
}

/** Read by the job, looked at, written, taken back: whatever it says. */
async function takeList(queue: Imports, by: Person, importId: string): Promise<Answer<unknown>[]> {
  await queue.runJobs()
  const params = { importId }
  const found = await by.ask(imports.getImport, { params })
  const { state, accepted, failure } = found.body
  // A job that threw is tried again later, and stands as if it were still at work.
  const isThrough = state === 'ready' || (state === 'failed' && !/系统出了问题/.test(failure?.message ?? ''))
  if (!isThrough) return [{ ...found, status: 500 }]
  const rows = await by.ask(imports.listImportRows, { params, query: { limit: 200 } })
  if (state !== 'ready') return [found, rows]
  const refused = await by.ask(imports.downloadRefused, { params })
  if (accepted.all === 0)
    return [found, rows, refused, await by.ask(imports.discardImport, { params, body: {} })]
  const applied = await by.ask(imports.applyImport, { params, body: { rows: accepted.all } })
  const undone = await by.ask(imports.undoImport, { params, body: {} })
  await queue.runJobs()
  return [found, rows, refused, applied, undone]
}

async function schemeFiles({ test, tree }: World): Promise<Importer[]> {
  const by = await test.person('township-officer', tree.township)
  const { name, version } = readyScheme('village-template')
  const small = { ...version, rules: version.rules.slice(0, 3), limits: [], grades: [], flags: [] }
  const file = (bytes: Uint8Array, called: string) => ({ name: called, bytes: Buffer.from(bytes) })
  const book = file(await writeSchemeWorkbook({ name, version }, []), '方案.xlsx')
  const text = JSON.stringify(JSON.parse(Buffer.from(writeJson({ name, version: small })).toString()))
  const json = file(Buffer.from(text), '方案.json')
  const query = { orgId: tree.committee }
  const made = await by.ask(schemes.importScheme, { query, file: json })
  const { schemeId, versionId } = made.body
  const goOn = async (answer: Answer<Partial<typeof made.body>>) => {
    const params = { schemeId, versionId, ...answer.body }
    const query = { format: 'xlsx' } as const
    return [await by.ask(schemes.exportVersion, { params, query })]
  }
  const shared = { by, goOn }
  const draft = { spec: schemes.importDraft, bends: cellBends, sent: { params: { schemeId }, file: book } }
  return [
    { ...shared, what: '方案', spec: schemes.importScheme, sent: { query, file: book }, bends: ofWorkbook },
    { ...shared, what: '方案草案', ...draft },
    {
      ...{ ...shared, what: '方案 JSON', spec: schemes.importScheme, sent: { query, file: json } },
      bends: { ...byteBends, ...jsonBends },
    },
  ]
}

async function template({ test, tree }: World): Promise<Importer> {
  const by = await test.person('township-officer', tree.township)
  const params = { orgId: tree.township }
  const start = await by.ask(templates.getStartTemplate, { params })
  // As an office sends it back: its parts packed by somebody else.
  const bytes = Buffer.from(zipSync(unzipSync(start.body as unknown as Uint8Array)))
  return {
    ...{ what: 'Word 模板', spec: templates.uploadMinutesTemplate, by },
    sent: { params, file: { name: '模板.docx', bytes } },
    bends: { ...byteBends, ...packageBends, ...xmlBends },
    goOn: async ({ body }: Answer<{ templateId: string }>) => [
      await by.ask(templates.getTemplateExampleWord, { params: { templateId: body.templateId } }),
    ],
  }
}

async function photo({ test, tree }: World): Promise<Importer> {
  const by = await test.person('branch-secretary', tree.branch)
  const activityId = await planned(by, tree.branch, { title: '党员大会', day: '2026-11-20' })
  const drawn = sharp({ create: { width: 640, height: 480, channels: 3, background: '#86b06a' } })
  return {
    ...{ what: '照片', spec: photos.addActivityPhoto, by },
    sent: { params: { activityId }, file: { name: '照片.jpg', bytes: await drawn.jpeg().toBuffer() } },
    bends: { ...byteBends, ...pictureBends },
    goOn: async ({ body: { photoId } }: Answer<{ photoId: string }>) => [
      await by.ask(photos.getActivityPhoto, { params: { photoId } }),
      await by.ask(photos.removeActivityPhoto, { params: { photoId } }),
    ],
  }
}
