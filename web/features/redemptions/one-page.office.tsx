import './redemptions.css'
import { formatDay } from '../../lib/format-day.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useSession } from '../../lib/session.ts'
import { useCall } from '../../lib/use-call.ts'
import { useSave } from '../../lib/use-save.ts'
import { AskReason } from '../../ui/ask-reason.tsx'
import { Icon } from '../../ui/icon.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { DeskForm } from './desk-form.tsx'
import { Items } from './items.tsx'
import { messages } from './messages.ts'
import { type Desk, RedemptionRows } from './redemption-rows.tsx'
import { titles } from './titles.ts'
import { formatYuan } from './yuan.ts'

const words = messages.one

function Stop({ programmeId }: { programmeId: string }) {
  const write = useSave('closeProgramme', `redemption:${programmeId}:close`)
  return (
    <AskReason
      tone="quiet"
      verb={words.stop}
      title={words.stopTitle}
      hint={words.stopHint}
      why={words.stopReason}
      send={words.stopSave}
      write={write}
      onSend={(reason) => write.save({ params: { programmeId }, body: { reason } })}
      done={words.stopped}
    />
  )
}

function Body({ desk }: { desk: Desk }) {
  const { today } = useSession()
  const { programme, abilities, items, redemptions } = desk
  const { validFrom, validTo, firstDay, spentFen, budgetFen, ceilingFen, closeReason } = programme
  return (
    <div className="redeem">
      <p>
        {words.facts(formatDay(validFrom, today), formatDay(validTo, today), formatDay(firstDay, today))}
        {words.money(formatYuan(spentFen), formatYuan(budgetFen), formatYuan(ceilingFen))}
      </p>
      {closeReason && <p>{words.closed(closeReason)}</p>}
      <p className="note">{messages.keeps}</p>
      <Items desk={desk} />
      {abilities.serve && programme.state === 'open' && items.some((item) => !item.retired) && (
        <DeskForm items={items} />
      )}
      <RedemptionRows rows={redemptions.rows} />
    </div>
  )
}

/** The desk of one programme: what there is, who has redeemed what, and the list that is signed. */
export default function OnePage({ params }: PageProps) {
  const { programmeId = '' } = params
  const desk = useCall('getProgramme', { params: { programmeId }, query: { limit: 200 } })
  return (
    <>
      <PageHead
        title={desk.data?.programme.name ?? titles.one}
        sub={desk.data && `${desk.data.programme.orgName}　${desk.data.programme.stateLabel}`}
        actions={
          <>
            <a
              className="btn"
              href={`/print/redemption-programmes/${programmeId}/list`}
              target="_blank"
              rel="noopener"
            >
              <Icon name="print" />
              {words.print}
            </a>
            {desk.data?.abilities.change && <Stop programmeId={programmeId} />}
          </>
        }
      />
      <Answer of={desk}>{(data) => <Body desk={data} />}</Answer>
    </>
  )
}
