import { fetchFile } from '../../lib/download.ts'
import { FileButton } from '../../ui/file-button.tsx'

const words = { title: '存成文件', word: 'Word', pdf: 'PDF', large: '大字' }

const files = [
  { name: 'getBookletWord', size: undefined, label: words.word },
  { name: 'getBookletWord', size: 'large', label: `${words.large} ${words.word}` },
  { name: 'getBookletPdf', size: undefined, label: words.pdf },
  { name: 'getBookletPdf', size: 'large', label: `${words.large} ${words.pdf}` },
] as const

/** The booklet of the year to take along: as Word or PDF, in plain or large type. */
export function BookletFiles({ memberId, year }: { memberId: string; year: number }) {
  return (
    <section className="missing">
      <h2>{words.title}</h2>
      <div className="two">
        {files.map(({ name, size, label }) => (
          <FileButton
            key={label}
            fetch={() => fetchFile(name, { params: { memberId }, query: { year, size } })}
          >
            {label}
          </FileButton>
        ))}
      </div>
    </section>
  )
}
