import { type RawBuilder, sql } from 'kysely'
import { activityKinds, activityLabel } from '../../../contract/activity-kinds.ts'
import type { Ctx } from '../../core/context/context.ts'
import { type Clock, rolesWith } from './clocks.ts'

/**
 * What comes due and for whom, each a select of (kind, subject, due_on, to_kind, to_id, org_id, title, note, link). They
 * expect `span(first_due, last_due)` and `holders(account_id, member_id, role, org_id, path)` before them.
 */

/** Accounts with the offices that they hold today. */
export function holders({ county, today }: Ctx): RawBuilder<unknown> {
  return sql`
    select a.account_id, a.member_id, g.role, o.org_id, o.path
      from grants g
      join accounts a on a.county_id = ${county} and a.account_id = g.account_id
       and a.disabled_at is null and not a.is_system
      join organisations o on o.county_id = ${county} and o.org_id = g.org_id
     where g.county_id = ${county} and g.ended_at is null
       and g.valid_from <= ${today}::date and (g.valid_to is null or g.valid_to >= ${today}::date)`
}

/** Of an organisation and of its groups: whoever holds meetings there. Planned is as good as on its way. */
export function dueDuties({ county, today }: Ctx): RawBuilder<unknown> {
  return sql`
    select 'duty' as kind, d.org_id || '/' || d.requirement_id || '/' || d.period_start as subject, d.due_on,
           'account' as to_kind, h.account_id as to_id, d.org_id,
           case when o.kind = 'group' then o.short_name || '：' else '' end || q.name
             || case when d.due_on < ${today}::date then '没有记录' else '还没有办' end as title,
           case when d.due_on < ${today}::date then '还能补记' end as note,
           '/duties/' || d.org_id as link
      from span
      join duties d on d.county_id = ${county} and d.due_on between span.first_due and span.last_due
      join organisations o on o.county_id = ${county} and o.org_id = d.org_id
      join requirements q on q.county_id = ${county} and q.requirement_id = d.requirement_id
      join holders h on (h.org_id = d.org_id or o.kind = 'group' and h.org_id = o.parent_id)
       and h.role = any(${rolesWith(['activities.write'])}::text[])
     where d.met_on is null and d.period_start <= ${today}::date and d.open_to >= ${today}::date
       and not exists (
         select from duty_pleas p
          where p.county_id = ${county} and p.org_id = d.org_id and p.requirement_id = d.requirement_id
            and p.period_start = d.period_start and p.kind = 'excuse' and p.state in ('asked', 'approved'))
       and not exists (
         select from activities a
          where a.county_id = ${county} and a.org_id = d.org_id and a.state in ('planned', 'reopened')
            and a.day between d.period_start and d.period_end
            and q.patterns @> jsonb_build_array(jsonb_build_object('activity', a.kind)))`
}

const whenAndWhere = sql`nullif(concat_ws('，', to_char(a.starts_at, 'HH24:MI'), a.place), '')`

/** Whoever stands on the roll and has an account; who is on leave is not called. */
export function dueActivities({ county }: Ctx): RawBuilder<unknown> {
  return sql`
    select 'activity', a.activity_id::text, a.day, 'account', c.account_id, a.org_id, a.title, ${whenAndWhere},
           '/activities/' || a.activity_id
      from span
      join activities a on a.county_id = ${county} and a.day between span.first_due and span.last_due
       and a.state = 'planned'
      join attendance t on t.county_id = ${county} and t.activity_id = a.activity_id and t.state = 'expected'
      join accounts c on c.county_id = ${county} and c.member_id = t.member_id and c.disabled_at is null`
}

/**
 * The same for the groups of the branches that are called. A group may hold people from outside: a title that names a
 * member gives way to the kind of the activity, a place that does is left out.
 */
export function dueInGroups({ county }: Ctx): RawBuilder<unknown> {
  const labels = JSON.stringify(Object.fromEntries(activityKinds.map((kind) => [kind, activityLabel(kind)])))
  return sql`
    select 'activity', a.activity_id::text, a.day, 'group', r.robot_id, a.org_id,
           case when n.in_title then ${labels}::jsonb ->> a.kind else a.title end,
           nullif(concat_ws('，', to_char(a.starts_at, 'HH24:MI'), case when not n.in_place then a.place end), ''),
           '/activities/' || a.activity_id
      from span
      join group_robots r on r.county_id = ${county} and r.ended_at is null
      join activities a on a.county_id = ${county} and a.day between span.first_due and span.last_due
       and a.state = 'planned' and (a.org_id = r.org_id or r.org_id = any(a.branches))
     cross join lateral (
       select coalesce(bool_or(strpos(a.title, m.name) > 0), false) as in_title,
              coalesce(bool_or(strpos(a.place, m.name) > 0), false) as in_place
         from members m
        where m.county_id = ${county} and m.org_id = any(a.branches || a.org_id || r.org_id)
     ) n`
}

export function dueTasks({ county }: Ctx): RawBuilder<unknown> {
  return sql`
    select 'task', t.task_id::text, t.due_on, 'account', c.account_id, t.org_id, t.what, null::text,
           '/meeting-tasks?mine=1#' || t.task_id
      from span
      join meeting_tasks t on t.county_id = ${county} and t.due_on between span.first_due and span.last_due
       and t.state = 'open'
      join accounts c on c.county_id = ${county} and c.disabled_at is null
       and (c.account_id = t.owner_account or c.member_id = t.owner_member)`
}

/** By the last day of the list's week: an item that is asked of the receiver (all, or picked from a menu) and not done. */
export function dueItems({ county }: Ctx): RawBuilder<unknown> {
  return sql`
    select 'worklist', i.item_id || '/' || r.org_id, w.week_from + 6, 'account', h.account_id, r.org_id, i.title, w.title,
           '/week?org=' || r.org_id || '&week=' || w.week_from
      from span
      join worklists w on w.county_id = ${county} and w.state = 'sent'
       and w.week_from + 6 between span.first_due and span.last_due
      join worklist_items i on i.county_id = ${county} and i.worklist_id = w.worklist_id
      join worklist_receivers r on r.county_id = ${county} and r.worklist_id = w.worklist_id
       and (i.menu is null or i.item_id = any(r.picks))
      join organisations o on o.county_id = ${county} and o.org_id = r.org_id
      join holders h on h.org_id = r.org_id and h.role = any(${rolesWith(['worklists.answer'])}::text[])
     where case i.demand ->> 'by'
       when 'answer' then not exists (
         select from worklist_answers n
          where n.county_id = ${county} and n.item_id = i.item_id and n.org_id = r.org_id)
       else (i.demand ->> 'atLeast')::numeric > (
         select coalesce(sum(case i.demand ->> 'measure' when 'quantity' then coalesce(f.quantity, 0) else 1 end), 0)
           from organisations b
           join facts f on f.county_id = ${county} and f.org_id = b.org_id and f.kind = i.demand ->> 'factKind'
            and f.day between w.week_from and w.week_from + 6 and f.attrs @> (i.demand -> 'pattern')
           left join fact_voids v on v.county_id = ${county} and v.fact_id = f.fact_id
          where b.county_id = ${county} and b.path >= o.path and b.path < o.path || '~' and v.fact_id is null)
       end`
}

/**
 * The clocks of running procedures: whoever may take the next step at that very place, or, where it may be taken from
 * above, those who stand nearest. Not who took a step that bars them, nor the member whom it is about.
 */
export function dueProcedures({ county }: Ctx, clocks: readonly Clock[]): RawBuilder<unknown> {
  const list = JSON.stringify(clocks)
  return sql`
    select 'procedure', p.procedure_id || '/' || p.state, p.due_on, 'account', p.account_id, p.org_id, p.title,
           p.short_name, '/'
      from (
        select p.procedure_id, p.state, p.due_on, h.account_id, p.org_id, k.title, o.short_name,
               rank() over (partition by p.procedure_id order by length(h.path) desc) as nearness
          from span
          join procedures p on p.county_id = ${county} and p.closed_at is null
           and p.due_on between span.first_due and span.last_due
          join jsonb_to_recordset(${list}::jsonb)
            as k(kind text, state text, title text, here jsonb, above jsonb, "notBy" jsonb, "notConcerned" boolean)
            on k.kind = p.kind and k.state = p.state
          join organisations o on o.county_id = ${county} and o.org_id = p.org_id
          join holders h on (h.org_id = p.org_id and k.here ? h.role)
            or (k.above ? h.role and left(o.path, length(h.path)) = h.path)
         where not (k."notConcerned" and h.member_id is not null and h.member_id = p.member_id)
           and not exists (
             select from procedure_steps s
              where s.county_id = ${county} and s.procedure_id = p.procedure_id and s.taken_by = h.account_id
                and k."notBy" ? s.step)
      ) p
     where p.nearness = 1`
}
