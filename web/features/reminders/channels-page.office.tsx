import './reminders.css'
import { useCall } from '../../lib/use-call.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer } from '../../ui/states.tsx'
import { FailuresPart } from './failures-part.tsx'
import { MailForm } from './mail-form.tsx'
import { messages } from './messages.ts'
import { PushForm } from './push-form.tsx'
import { RulesPart } from './rules-part.tsx'
import { SmsForm } from './sms-form.tsx'
import { titles } from './titles.ts'

/** The county's servers and rules; what did not arrive stands first. */
export default function ChannelsPage() {
  const channels = useCall('getCountyChannels', {})
  return (
    <>
      <PageHead title={titles.county} sub={messages.county.sub} />
      <FailuresPart />
      <RulesPart />
      <Answer of={channels}>
        {({ mail, sms, push }) => (
          <>
            <MailForm key={`mail ${mail.version}`} mail={mail} />
            <SmsForm key={`sms ${sms.version}`} sms={sms} />
            <PushForm key={`push ${push.version}`} push={push} />
          </>
        )}
      </Answer>
    </>
  )
}
