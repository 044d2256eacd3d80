const longestSide = 1600

/**
 * A photo made small enough for a slow line before it leaves the phone. What the browser cannot draw goes as it is: the
 * server draws it anew in any case.
 */
export async function shrinkPicture(file: File): Promise<File> {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
    const share = Math.min(longestSide / Math.max(picture.width, picture.height), 1)
    const canvas = document.createElement('canvas')
    canvas.width = Math.round(picture.width * share)
    canvas.height = Math.round(picture.height * share)
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height)
    picture.close()
    const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.8))
    return drawn && drawn.size < file.size ? new File([drawn], file.name, { type: 'image/jpeg' }) : file
  } catch {
    return file
  }
}
