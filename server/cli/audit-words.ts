import type { Finding } from '../core/audit/verify.ts'

/** One finding as a line: what was done to which row or block. */
export function sayFinding(finding: Finding): string {
  switch (finding.what) {
    case 'row-changed':
      return `第 ${finding.block} 块第 ${finding.place} 行（${sayId(finding.id)}）封存以后被改过。`
    case 'row-missing':
      return `第 ${finding.block} 块第 ${finding.place} 行（${sayId(finding.id)}）封存以后不见了。`
    case 'row-added':
      return `第 ${finding.block} 块多出一行（${sayId(finding.id)}），封存时没有它。`
    case 'row-ahead':
      return `有一行（${sayId(finding.id)}）放在了以后的位置上，不是系统写的。`
    case 'seal-changed':
      return `第 ${finding.block} 块的封条被改过。`
    case 'chain-broken':
      return `第 ${finding.block} 块接不上它前面的一块。`
    case 'seals-missing':
      return `${sayBlocks(finding)}的封条不见了。`
    case 'anchors-differ':
      return `${sayBlocks(finding)}和库外的锚对不上：封条整个换过。`
    case 'cut-off':
      return `${sayBlocks(finding)}有锚，库里却没有了：日志的末尾被截掉了。`
    case 'no-anchor':
      return '库里有封条，库外一个锚也没有：锚被删了，或者数据文件夹不是原来的。'
  }
}

function sayBlocks({ from, to }: { from: number; to: number }): string {
  return from === to ? `第 ${from} 块` : `第 ${from} 到 ${to} 块`
}

function sayId(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
