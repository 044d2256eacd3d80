import { Problem } from '../errors/problem.ts'
import { detectMediaType, mediaTypes } from '../files/media-type.ts'

export type Picture = { bytes: Buffer; width: number; height: number }

/** A photo of 50 megapixels is larger than any phone of our users takes; what is larger is a bomb. */
const maxPixels = 50_000_000
const longestSide = 1600
const patienceSeconds = 10

/**
 * A JPEG or PNG drawn anew as a JPEG of at most 1600 pixels a side, upright, without anything but the picture: no place,
 * no camera, no thumbnail of what was cut off. Errors: input.unsupported, input.unreadable, input.too-large.
 */
export async function redrawPicture(bytes: Uint8Array): Promise<Picture> {
  const mediaType = detectMediaType(bytes)
  if (mediaType !== mediaTypes.jpeg && mediaType !== mediaTypes.png)
    throw new Problem('input.unsupported', { message: '照片要是 JPG 或者 PNG 格式的。' })
  // Read when a first photo comes: a server without one does not carry the library.
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  try {
    const { data, info } = await sharp(bytes, {
      limitInputPixels: maxPixels,
      failOn: 'error',
      sequentialRead: true,
    })
      .timeout({ seconds: patienceSeconds })
      .rotate()
      .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 75, mozjpeg: false })
      .toBuffer({ resolveWithObject: true })
    return { bytes: data, width: info.width, height: info.height }
  } catch (error) {
    if (error instanceof Error && /pixel limit/i.test(error.message))
      throw new Problem('input.too-large', { message: '这张照片太大了，请用手机重新拍一张。' })
    throw new Problem('input.unreadable', { message: '这张照片打不开，请换一张。' })
  }
}
