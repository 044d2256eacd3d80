import { useState } from 'react'
import type { SchemeLimit, SchemeRule } from '../../../contract/scheme-version.ts'
import { Button } from '../../ui/button.tsx'
import { type LimitDraft, writeLimit } from './limit-draft.ts'
import { LimitBody, LimitHead } from './limit-fields.tsx'
import { readLimit } from './limit-words.ts'
import { messages } from './messages.ts'

const words = messages.limit

type FormProps = {
  limit: LimitDraft
  rules: readonly SchemeRule[]
  onPut: (limit: SchemeLimit) => void
  onClose: () => void
}

/** What several rules come to together: a ceiling, a floor, or a way to count; read aloud as it is typed. */
export function LimitForm({ limit: begun, rules, onPut, onClose }: FormProps) {
  const [draft, setDraft] = useState(begun)
  const [tried, setTried] = useState(false)
  const written = writeLimit(draft)
  const limit = 'limit' in written ? written.limit : undefined
  const problems = tried && 'problems' in written ? written.problems : {}
  const onType = (change: Partial<LimitDraft>) => setDraft((now) => ({ ...now, ...change }))
  const put = () => {
    setTried(true)
    if (limit) onPut(limit)
  }
  const part = { draft, problems, onType }
  return (
    <div className="rule-form">
      <LimitHead {...part} />
      <LimitBody {...part} rules={rules} />
      {limit && (
        <p className="aloud" role="status">
          {messages.rule.read}
          <b>{readLimit(limit, rules)}</b>
        </p>
      )}
      <div className="acts">
        <Button onPress={put}>{words.put}</Button>
        <Button tone="quiet" onPress={onClose}>
          {words.keep}
        </Button>
      </div>
    </div>
  )
}
