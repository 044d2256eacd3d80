const twoHan = /^\p{Script=Han}{2}$/u

/** In rolls and lists 李明 stands as wide as 欧阳志远's neighbours: 李　明, with an ideographic space. */
export function padName(name: string): string {
  return twoHan.test(name) ? [...name].join('\u3000') : name
}
