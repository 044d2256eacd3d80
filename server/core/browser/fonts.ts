import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { findPackage } from './package-folder.ts'
import { unpackOnce } from './unpack-once.ts'

/**
 * A fresh Linux machine has no Chinese font, and names turn into boxes. Three npm packages bring some (all SIL OFL
 * 1.1; HanaMin also under the GlyphWiki licence):
 * - Noto Sans SC and Noto Serif SC: all of GB 18030's basic plane, U+3400–4DBF and U+4E00–9FFF;
 * - HanaMin: rare characters of names beyond it, such as 𠮷, U+20000–2EBE0. One thin weight, but no box.
 * Fonts that the machine has of its own, an office's 仿宋 or 小标宋 for example, stay first when a page names them.
 */
const carried = [
  { name: '@expo-google-fonts/noto-sans-sc', weights: ['400Regular', '500Medium', '600SemiBold', '700Bold'] },
  { name: '@expo-google-fonts/noto-serif-sc', weights: ['400Regular', '600SemiBold', '700Bold'] },
]
const rarePackage = 'hanamin'
const rareFile = /CJK-(Unified-Ideographs-Extension-[B-F]|Compatibility-Ideographs-Supplement)\b.*\.woff2$/

/** Other names of the same two designs: whoever asks for these gets ours. */
const sameDesign = {
  'Noto Sans SC': ['Noto Sans CJK SC', 'Source Han Sans SC', 'Source Han Sans CN', '思源黑体'],
  'Noto Serif SC': ['Noto Serif CJK SC', 'Source Han Serif SC', 'Source Han Serif CN', '思源宋体'],
}

/**
 * Writes a fontconfig file for a browser to be started with (`FONTCONFIG_FILE`) and answers its path; undefined
 * where fontconfig does not rule (Windows, macOS: they have Chinese fonts) or no font package is installed.
 */
export async function prepareFonts(cache: string): Promise<string | undefined> {
  if (process.platform !== 'linux') return undefined
  const folders = carried.flatMap(({ name, weights }) => {
    const found = findPackage(name)
    return found ? weights.map((weight) => join(found.folder, weight)) : []
  })
  const rare = await unpackRare(cache)
  if (rare) folders.push(rare)
  if (folders.length === 0) return undefined
  const settings = printSettings(folders, join(cache, 'fontconfig'))
  const digest = createHash('sha256').update(settings).digest('hex').slice(0, 12)
  return unpackOnce(join(cache, `fonts-${digest}.conf`), async (draft) => writeFileSync(draft, settings))
}

/** Chromium reads WOFF2 from web pages only, not from fontconfig: unpacked once, 0.7 s, 31 MB. */
async function unpackRare(cache: string): Promise<string | undefined> {
  const source = findPackage(rarePackage)
  if (!source || !findPackage('wawoff2')) return undefined
  return unpackOnce(join(cache, `rare-han-${source.version}`), async (draft) => {
    const { decompress } = await import('wawoff2')
    mkdirSync(draft)
    for (const name of readdirSync(source.folder).filter((file) => rareFile.test(file))) {
      const font = await decompress(readFileSync(join(source.folder, name)))
      writeFileSync(join(draft, name.replace(/woff2$/, 'ttf')), font)
    }
  })
}

/** Ours come before the system's file, which would put a Latin font first for `sans-serif`. */
export function printSettings(folders: readonly string[], cache: string): string {
  const system = process.env.FONTCONFIG_FILE ?? '/etc/fonts/fonts.conf'
  return [
    '<?xml version="1.0"?>',
    '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">',
    '<fontconfig>',
    ...folders.map((folder) => `  <dir>${escapeXml(folder)}</dir>`),
    `  <cachedir>${escapeXml(cache)}</cachedir>`,
    preferFor('sans-serif', 'Noto Sans SC'),
    preferFor('system-ui', 'Noto Sans SC'),
    preferFor('serif', 'Noto Serif SC'),
    ...Object.entries(sameDesign).flatMap(([ours, others]) => others.map((other) => replaceBy(other, ours))),
    `  <include ignore_missing="yes">${escapeXml(system)}</include>`,
    '</fontconfig>',
    '',
  ].join('\n')
}

function preferFor(generic: string, family: string): string {
  return `  <alias><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`
}

/** `same` binding: Chromium drops a family that it did not ask for unless fontconfig calls it the same. */
function replaceBy(other: string, ours: string): string {
  return (
    `  <match target="pattern"><test name="family"><string>${other}</string></test>` +
    `<edit name="family" mode="assign" binding="same"><string>${ours}</string></edit></match>`
  )
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
}
