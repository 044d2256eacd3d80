import { type MouseEvent, useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { tell } from '../../lib/receipts.ts'
import { useSession } from '../../lib/session.ts'
import { useSave } from '../../lib/use-save.ts'
import { Button } from '../../ui/button.tsx'
import { TextAreaField, TextField } from '../../ui/field.tsx'
import { FormSheet } from '../../ui/form-sheet.tsx'
import { Trouble } from '../../ui/states.tsx'
import { messages } from './messages.ts'
import { parseCorners, parseFrame, parsePoint, sayCorners } from './points.ts'
import { Sketch } from './sketch.tsx'
import { mapTilesOf } from './tiles.ts'

type One = CallOutput<'getGrid'>
const words = messages.draw

/** Where on the square of 1000 the finger came down. */
function pointOf(event: MouseEvent<HTMLElement>): string {
  const { left, top, width, height } = event.currentTarget.getBoundingClientRect()
  const along = (at: number, size: number) => Math.min(1000, Math.max(0, Math.round((at / size) * 1000)))
  return `${along(event.clientX - left, width)} ${along(event.clientY - top, height)}`
}

function dotsFrom(grid: One): Record<number, string> {
  return Object.fromEntries(grid.dots.map((dot) => [dot.placeId, dot.at.join(' ')]))
}

function sayFrame(frame: One['frame']): string {
  return frame ? [frame.lon, frame.lat, frame.metres].join(' ') : ''
}

type FrameProps = { value: string; onType: (typed: string) => void; isWrong: boolean }

/** Where it lies on the earth is asked only where there is a map to lay it on. */
function FrameField({ value, onType, isWrong }: FrameProps) {
  const { county } = useSession()
  if (mapTilesOf(county) === undefined) return null
  return (
    <TextField
      label={words.frame}
      hint={words.frameHint}
      optional
      value={value}
      onType={onType}
      problem={isWrong ? words.wrongFrame : undefined}
    />
  )
}

/** Corners by pressing on the square or by typing: both are the same lines of numbers. */
export function DrawSheet({ grid, onClose }: { grid: One; onClose: () => void }) {
  const [text, setText] = useState(sayCorners(grid.corners ?? []))
  const [dots, setDots] = useState(dotsFrom(grid))
  const [where, setWhere] = useState(sayFrame(grid.frame))
  const [tried, setTried] = useState(false)
  const { save, saving, error } = useSave('drawGrid', `grid:${grid.orgId}:draw`)
  const corners = parseCorners(text)
  const placed = grid.places.flatMap(({ placeId, name }) => {
    const at = parsePoint(dots[placeId] ?? '')
    return at ? [{ placeId, at, label: name }] : []
  })
  const isWrongDot = (placeId: number) =>
    (dots[placeId] ?? '').trim() !== '' && !parsePoint(dots[placeId] ?? '')
  const frame = parseFrame(where)
  const isWrongFrame = where.trim() !== '' && !frame
  const isWrong =
    isWrongFrame || !corners || corners.length < 3 || grid.places.some(({ placeId }) => isWrongDot(placeId))
  const add = (event: MouseEvent<HTMLElement>) => {
    // Pressed by the keyboard there is no place: the lines below are for that.
    if (event.detail === 0) return
    const line = pointOf(event)
    setText((now) => [now.trim(), line].filter(Boolean).join('\n'))
  }
  const send = async () => {
    setTried(isWrong)
    if (isWrong || !corners) return
    const body = { corners, frame: frame ?? null, dots: placed.map(({ placeId, at }) => ({ placeId, at })) }
    if (!(await save({ params: { orgId: grid.orgId }, body }))) return
    onClose()
    tell({ tone: 'done', sentence: words.done })
  }
  return (
    <FormSheet
      title={words.title}
      sub={grid.name}
      send={words.save}
      tone="go"
      busy={saving}
      onSend={send}
      onClose={onClose}
    >
      <p>{words.hint}</p>
      {error && <Trouble error={error} />}
      <button type="button" className="sketch-pad" aria-label={words.pad} onClick={add}>
        <Sketch
          outlines={[{ id: grid.orgId, label: grid.name, corners: corners ?? [], dots: placed }]}
          label={messages.sketchOf(grid.name)}
          frame={frame}
        />
      </button>
      <Button onPress={() => setText((now) => now.trim().split('\n').slice(0, -1).join('\n'))}>
        {words.back}
      </Button>
      <TextAreaField
        label={words.corners}
        value={text}
        onType={setText}
        problem={tried && (!corners || corners.length < 3) ? words.wrong : undefined}
      />
      {grid.places.map(({ placeId, name }) => (
        <TextField
          key={placeId}
          label={words.dot(name)}
          optional
          value={dots[placeId] ?? ''}
          onType={(next) => setDots((now) => ({ ...now, [placeId]: next }))}
          problem={tried && isWrongDot(placeId) ? words.wrongDot : undefined}
        />
      ))}
      <FrameField value={where} onType={setWhere} isWrong={tried && isWrongFrame} />
    </FormSheet>
  )
}
