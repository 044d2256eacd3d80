import type { z } from 'zod'
import { readyAgendas } from '../../contract/agenda-ready.ts'
import { declareAgenda } from '../../contract/agendas.ts'
import type { Person } from './app.ts'

type Declaring = z.input<(typeof declareAgenda)['body']>

/** One of the ready agendas as it is declared, from the day of the tests. */
export function agendaWish(orgId: number, key: string, more: Partial<Declaring> = {}): Declaring {
  const found = readyAgendas.find((one) => one.key === key)
  if (!found) throw new Error(`no ready agenda ${key}`)
  const { kind, name, opens, free, note, items } = found
  return {
    orgId,
    kind,
    validFrom: '2026-11-20',
    terms: { name, opens, free, note, items: [...items] },
    ...more,
  }
}

export async function declared(who: Person, wish: Declaring): Promise<string> {
  const { body, status } = await who.ask(declareAgenda, { body: wish })
  if (status !== 200) throw new Error(`not declared: ${JSON.stringify(body)}`)
  return body.templateId
}
