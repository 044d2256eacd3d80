import './posts.css'
import { useState } from 'react'
import type { CallOutput } from '../../lib/call-types.ts'
import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { readOffset } from '../../lib/read-offset.ts'
import { can, useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Button } from '../../ui/button.tsx'
import { type Column, Ledger } from '../../ui/ledger.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Pager } from '../../ui/pager.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { GiveTag } from './give-tag.tsx'
import { historyMessages } from './history-messages.ts'
import { messages } from './messages.ts'
import { PostViews } from './post-views.tsx'
import { usePlaces } from './set-up-sheet.tsx'

type Tag = CallOutput<'listPostTags'>['rows'][number]
const words = historyMessages.tags
const pageSize = 50

function End({ tag }: { tag: Tag }) {
  const write = useSave('endPostTag', `tag:end:${tag.tagId}`)
  return (
    <AskReason
      tone="quiet"
      verb={words.end}
      label={words.endOf(tag.name, tag.title)}
      hint={words.endHint}
      why={historyMessages.reason}
      write={write}
      onSend={(reason) => write.save({ params: { tagId: tag.tagId }, body: { reason } })}
      done={words.ended}
    />
  )
}

function columnsFor(today: string): Column<Tag>[] {
  return [
    { id: 'who', head: words.who, names: true, cell: (tag) => tag.name },
    { id: 'kind', head: words.kind, cell: (tag) => tag.kindLabel },
    { id: 'title', head: words.title, cell: (tag) => tag.title },
    { id: 'place', head: messages.place, cell: (tag) => tag.orgName },
    { id: 'from', head: historyMessages.from, tight: true, cell: (tag) => formatDay(tag.validFrom, today) },
    { id: 'to', head: historyMessages.to, tight: true, cell: (tag) => formatDay(tag.validTo, today) },
    { id: 'state', head: '', cell: (tag) => tag.endReason ?? (tag.inForce ? words.hangs : words.over) },
    { id: 'acts', head: '', cell: (tag) => tag.abilities.end && <End tag={tag} /> },
  ]
}

/** What members' posts are called in public, until which day; a word for the door, no right and no points. */
export default function TagsPage({ search }: PageProps) {
  const session = useSession()
  const offset = readOffset(search)
  const list = useCall('listPostTags', { query: { limit: pageSize, offset } })
  const own = useCall('listPosts', { query: { limit: 1 } })
  const places = usePlaces(own.data?.places ?? [], can(session, 'grids.write'))
  const [open, setOpen] = useState(false)
  return (
    <div className="posts">
      <PageHead
        title={words.heading}
        sub={words.sub}
        actions={
          places.length > 0 && (
            <Button tone="go" onPress={() => setOpen(true)}>
              {words.give}
            </Button>
          )
        }
      />
      <div className="bar">
        <PostViews value="tags" />
      </div>
      <Answer of={list}>
        {({ rows, count }) =>
          rows.length === 0 ? (
            <Empty>{words.empty}</Empty>
          ) : (
            <>
              <Ledger
                caption={words.heading}
                columns={columnsFor(session.today)}
                rows={rows}
                keyOf={(tag) => tag.tagId}
              />
              <Pager
                count={count}
                offset={offset}
                limit={pageSize}
                unit={words.unit}
                pathOf={(next) => `/post-tags?offset=${next}`}
              />
            </>
          )
        }
      </Answer>
      {open && <GiveTag places={places} onClose={() => setOpen(false)} />}
    </div>
  )
}
