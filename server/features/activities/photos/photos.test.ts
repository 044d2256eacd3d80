import sharp from 'sharp'
import { beforeAll, describe, expect, it } from 'vitest'
import { cancelActivity } from '../../../../contract/activities.ts'
import * as contract from '../../../../contract/activity-photos.ts'
import { newId } from '../../../core/ids.ts'
import { close, planned } from '../../../test/activities.ts'
import { type Person, useTestApp } from '../../../test/app.ts'
import { buildMembers } from '../../../test/people.ts'
import { buildTree, type Tree } from '../../../test/tree.ts'

const test = useTestApp()
let tree: Tree
let secretary: Person
let stranger: Person
let township: Person

beforeAll(async () => {
  tree = await buildTree(test)
  await buildMembers(test, [{ orgId: tree.branch }])
  secretary = await test.person('branch-secretary', tree.branch)
  stranger = await test.person('branch-secretary', tree.sibling)
  township = await test.person('township-officer', tree.township)
})

const meeting = (title = '党员大会') => planned(secretary, tree.branch, { title, day: '2026-11-20' })

/** A photo as a phone takes it: lying on its side by its own word, with a camera and a place in it. */
function takePhoto(width = 3000, height = 2000): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#86b06a' } })
    .withMetadata({ orientation: 6 })
    .withExifMerge({
      IFD0: { Make: 'SECRETCAM' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '30/1 10/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}

const add = (who: Person, activityId: string, bytes: Buffer, requestId = newId()) =>
  who.ask(contract.addActivityPhoto, {
    params: { activityId },
    file: { name: 'IMG_1.jpg', bytes },
    requestId,
  })
const list = (who: Person, activityId: string) =>
  who.ask(contract.listActivityPhotos, { params: { activityId } })
const fetchPhoto = (who: Person, photoId: string) =>
  who.ask(contract.getActivityPhoto, { params: { photoId } })
const remove = (who: Person, photoId: string) =>
  who.ask(contract.removeActivityPhoto, { params: { photoId } })
const countFiles = () =>
  test.system(async (ctx) => {
    const rows = await ctx.db
      .selectFrom('files')
      .select('file_id')
      .where('county_id', '=', ctx.county)
      .execute()
    return rows.length
  })

describe('a photo of a meeting', () => {
  it('is kept as a picture and nothing else: upright, small, without camera and place', async () => {
    const activityId = await meeting()
    const sent = await takePhoto()
    expect(sent.includes('SECRETCAM')).toBe(true)
    const { body } = await add(secretary, activityId, sent)
    const kept = (await fetchPhoto(secretary, body.photoId)).body as unknown as Buffer
    const read = await sharp(kept).metadata()
    expect(read).toMatchObject({ format: 'jpeg', width: 1067, height: 1600 })
    expect(read.exif).toBeUndefined()
    expect(kept.includes('SECRETCAM')).toBe(false)
    expect((await list(secretary, activityId)).body).toEqual({
      activityId,
      rows: [{ photoId: body.photoId, byName: expect.any(String), at: test.clock.now.toISOString() }],
      abilities: { add: true, remove: true },
    })
  })

  it('is sealed where it is kept', async () => {
    const activityId = await meeting()
    const { photoId } = (await add(secretary, activityId, await takePhoto())).body
    const kept = (await fetchPhoto(secretary, photoId)).body as unknown as Buffer
    const stored = await test.system((ctx) =>
      ctx.db
        .selectFrom('file_chunks')
        .select('content')
        .where('county_id', '=', ctx.county)
        .where('file_id', '=', photoId)
        .executeTakeFirstOrThrow(),
    )
    expect(stored.content.includes(kept.subarray(100, 140))).toBe(false)
  })

  it('is seen by who reads the minutes, and added and taken away by who writes them alone', async () => {
    const activityId = await meeting()
    const bytes = await takePhoto()
    const { photoId } = (await add(secretary, activityId, bytes)).body
    expect((await fetchPhoto(township, photoId)).status).toBe(200)
    expect((await list(township, activityId)).body.abilities).toEqual({ add: false, remove: false })
    expect((await add(township, activityId, bytes)).error.code).toBe('access.denied')
    expect((await remove(township, photoId)).error.code).toBe('access.denied')
    for (const ask of [fetchPhoto(stranger, photoId), remove(stranger, photoId), list(stranger, activityId)])
      expect((await ask).status).toBe(404)
    expect((await add(stranger, activityId, bytes)).status).toBe(404)
    const member = await test.person('member', tree.branch)
    expect((await add(member, activityId, bytes)).error.code).toBe('access.denied')
    expect((await list(secretary, activityId)).body.rows).toHaveLength(1)
  })

  it('is one, however often it is sent; of seven, six', async () => {
    const activityId = await meeting()
    const bytes = await takePhoto(40, 30)
    const requestId = newId()
    const answers = await Promise.all([
      add(secretary, activityId, bytes, requestId),
      add(secretary, activityId, bytes, requestId),
    ])
    expect(new Set(answers.map((one) => one.body.photoId)).size).toBe(1)
    const more = await Promise.all(Array.from({ length: 6 }, () => add(secretary, activityId, bytes)))
    expect(more.map((one) => one.status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 200, 200, 409])
    const { rows, abilities } = (await list(secretary, activityId)).body
    expect(rows).toHaveLength(6)
    expect(abilities.add).toBe(false)
  })

  it('is gone with its picture when it is taken away; again there is nothing to take', async () => {
    const activityId = await meeting()
    const before = await countFiles()
    const { photoId } = (await add(secretary, activityId, await takePhoto(40, 30))).body
    expect(await countFiles()).toBe(before + 1)
    expect((await remove(secretary, photoId)).status).toBe(200)
    expect(await countFiles()).toBe(before)
    expect((await remove(secretary, photoId)).status).toBe(404)
    expect((await fetchPhoto(secretary, photoId)).status).toBe(404)
  })

  it('of a meeting that was called off is refused; one of a recorded meeting is taken', async () => {
    const off = await meeting('取消的')
    await secretary.ask(cancelActivity, { params: { activityId: off }, body: { reason: '下雪' } })
    const bytes = await takePhoto(40, 30)
    expect((await add(secretary, off, bytes)).error.code).toBe('state.wrong')
    const recorded = await meeting('记好的')
    await close(secretary, recorded)
    expect((await add(secretary, recorded, bytes)).status).toBe(200)
  })

  it('that is none, is damaged, or unfolds beyond measure is refused in words, and nothing is kept', async () => {
    const activityId = await meeting()
    const before = await countFiles()
    const whole = await takePhoto(400, 300)
    const bomb = await sharp({
      create: { width: 9000, height: 9000, channels: 3, background: '#fff' },
      limitInputPixels: false,
    })
      .png({ compressionLevel: 9 })
      .toBuffer()
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
    const refusals = [
      [Buffer.from(''), /^input\./],
      [svg, /^input\.unsupported$/],
      [Buffer.from('%PDF-1.7 photo'), /^input\.unsupported$/],
      [whole.subarray(0, 400), /^input\.unreadable$/],
      [Buffer.concat([whole.subarray(0, 3), Buffer.alloc(5000, 7)]), /^input\.unreadable$/],
      [bomb, /^input\.too-large$/],
    ] as const
    for (const [bytes, code] of refusals) {
      const answer = await add(secretary, activityId, bytes)
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
      expect(answer.error.code).toMatch(code)
      expect(answer.error.message).toMatch(/[\u4e00-\u9fff]/)
    }
    expect(await countFiles()).toBe(before)
  })
})
