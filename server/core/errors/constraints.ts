import type { ErrorCode } from '../../../contract/errors.ts'
import { Problem, type ProblemOptions } from './problem.ts'

type Refusal = { code: ErrorCode } & ProblemOptions

/** What a violated constraint means to a person. The database's own word comes first; this puts it in ours. */
const refusals: Record<string, Refusal> = {
  login_locators_pkey: {
    code: 'conflict.duplicate',
    field: 'body.login',
    message: '这个登录名已经有人用了，请换一个。',
  },
  provider_links_subject: {
    code: 'conflict.duplicate',
    field: 'body.subject',
    message: '这个身份已经对上了一个账号。要换账号，先把那边的取消。',
  },
  provider_links_once: {
    code: 'conflict.duplicate',
    field: 'body.provider',
    message: '这个账号已经对上了一个身份。要换身份，先取消原来的。',
  },
  identity_locators_pkey: {
    code: 'conflict.duplicate',
    field: 'body.idNumber',
    message: '这个身份证号已经登记过，请先查一查是不是在别处。',
  },
  members_county_id_id_hash_key: {
    code: 'conflict.duplicate',
    field: 'body.idNumber',
    message: '这个身份证号已经登记过，请先查一查是不是在别处。',
  },
  natural_villages_county_id_org_id_name_key: {
    code: 'conflict.duplicate',
    field: 'body.name',
    message: '这个村已经有同名的自然村。',
  },
  enterprises_name: {
    code: 'conflict.duplicate',
    field: 'body.name',
    message: '本网格已经有这家企业，请直接更正。',
  },
  enterprise_revisits_once: {
    code: 'conflict.duplicate',
    message: '本季度已经记过回查，没有再记一次。',
  },
  pairings_once: {
    code: 'conflict.duplicate',
    field: 'body.memberId',
    message: '这位同志和这一户已经结对了，没有再结一次。',
  },
  pairing_helps_once: {
    code: 'conflict.duplicate',
    field: 'body.helpedOn',
    message: '这一天的这一项已经记过了，没有再记一次。',
  },
  pairing_reviews_once: { code: 'conflict.duplicate', message: '这一天已经复核过了，没有再记一次。' },
  help_items_label: {
    code: 'conflict.duplicate',
    field: 'body.label',
    message: '菜单里已经有这一项了。',
  },
  hardship_files_once: {
    code: 'conflict.duplicate',
    field: 'body.memberId',
    message: '这位同志已经有一份档案了，请在那一份里记。',
  },
  hardship_aids_once: {
    code: 'conflict.duplicate',
    field: 'body.givenOn',
    message: '这一天的这一项已经记过了，没有再记一次。',
  },
  households_address: {
    code: 'conflict.duplicate',
    field: 'body.address',
    message: '这个地址已经登记过了，请在住户册里更正。',
  },
  grid_staff_head: { code: 'conflict.duplicate', message: '别人刚定了网格长，请刷新看看。' },
  post_kinds_county_id_org_id_label_key: {
    code: 'conflict.duplicate',
    field: 'body.label',
    message: '目录里已经有这种岗位了。',
  },
  posts_title: {
    code: 'conflict.duplicate',
    field: 'body.title',
    message: '这里已经有同名的岗位了。要多几个人，请写人数；要另设一个，请换个名字。',
  },
  post_claims_once: { code: 'conflict.duplicate', message: '这个岗位已经认领过了，没有再记一次。' },
  post_tags_once: {
    code: 'conflict.duplicate',
    field: 'body.title',
    message: '这块牌已经挂着了，没有再挂一次。',
  },
  duty_areas_name: {
    code: 'conflict.duplicate',
    field: 'body.name',
    message: '这里已经有同名的责任区了。',
  },
  area_contracts_standing: { code: 'conflict.duplicate', message: '别人刚定了谁包干，请刷新看看。' },
  teams_name: { code: 'conflict.duplicate', field: 'body.name', message: '这里已经有同名的队伍了。' },
  team_people_once: {
    code: 'conflict.duplicate',
    field: 'body.rows',
    message: '名单里有人已经在队里了，没有再加一次。',
  },
  roster_turns_county_id_roster_id_day_person_id_key: {
    code: 'conflict.duplicate',
    field: 'body.personId',
    message: '这位那天已经有班了，请换一位。',
  },
  service_units_name: {
    code: 'conflict.duplicate',
    field: 'body.rows',
    message: '有一个单位已经报到过了，没有再记一次。',
  },
  service_people_once: { code: 'conflict.duplicate', message: '已经报过名了，没有再记一次。' },
  honours_certificate: {
    code: 'conflict.duplicate',
    field: 'body.certificateNo',
    message: '这张证书已经记过了，没有再记一次。',
  },
  leaves_once: {
    code: 'conflict.duplicate',
    message: '这次活动的假已经请过了，没有再请一次。',
  },
  make_ups_once: {
    code: 'conflict.duplicate',
    field: 'body.memberIds',
    message: '里面有人的补课已经记过了，没有再记一次。',
  },
  check_ins_pkey: { code: 'conflict.duplicate', message: '您报过到了，没有再记一次。' },
  talk_cases_open: {
    code: 'conflict.duplicate',
    message: '和这位同志的谈心已经开始了，没有再开一次。',
  },
  duty_pleas_open: {
    code: 'conflict.duplicate',
    message: '这一次已经请过上级了，等答复就行。',
  },
  duty_closings_pkey: { code: 'conflict.duplicate', message: '别人刚封存到这一天，没有再封一次。' },
  recognitions_once: {
    code: 'conflict.duplicate',
    field: 'body.what',
    message: '今天已经记过同样的一件了，没有再记一次。',
  },
  hand_entries_matter_once: {
    code: 'conflict.duplicate',
    field: 'body.matter',
    message: '这一天的这件事已经提过了，没有再提一次。做了几次，写在数量里。',
  },
  member_kin_pair: {
    code: 'conflict.duplicate',
    field: 'body.kin',
    message: '这两位是亲属，已经记过了。',
  },
  meeting_rules_once: {
    code: 'conflict.duplicate',
    field: 'body.from',
    message: '这一天已经有一条了，换一天，或者先停掉那条。',
  },
  elections_once: {
    code: 'conflict.duplicate',
    field: 'body.post',
    message: '这次会上已经有这一项选举了，请刷新看看。',
  },
  appraisals_year: { code: 'conflict.duplicate', message: '这一年的民主评议已经开始了，没有再开一次。' },
  attend_links_once: { code: 'conflict.duplicate', message: '别人刚给这位发了地址，请刷新看看。' },
  household_links_once: { code: 'conflict.duplicate', message: '别人刚给这一户发了地址，请刷新看看。' },
  case_doors_once: { code: 'conflict.duplicate', message: '别人刚开了这个入口，请刷新看看。' },
  minutes_templates_in_force: { code: 'conflict.duplicate', message: '别人刚换了模板，请刷新看看。' },
  plan_occurrences_activity: { code: 'conflict.duplicate', message: '这次活动已经对上了计划里的一次。' },
  reminder_addresses_one: { code: 'conflict.duplicate', message: '您刚在别处改了这个地址，请刷新看看。' },
  selection_candidates_once: {
    code: 'conflict.duplicate',
    field: 'body.memberId',
    message: '这位同志已经在名单里了，没有再提一次。',
  },
  stage_reviews_once: { code: 'conflict.duplicate', message: '别人刚开始看这一次，请刷新看看。' },
  teaching_once: {
    code: 'conflict.duplicate',
    field: 'body.name',
    message: '这里已经有同名的一项了。',
  },
  visit_notices_once: { code: 'conflict.duplicate', message: '这个月的一张已经在办了，请刷新看看。' },
  accounts_county_id_login_key: {
    code: 'conflict.duplicate',
    field: 'body.login',
    message: '这个登录名已经有人用了，请换一个。',
  },
  awards_county_id_candidate_id_key: {
    code: 'conflict.duplicate',
    message: '这一项已经授过了，没有再授一次。',
  },
  awards_county_id_honour_id_key: { code: 'conflict.duplicate', message: '这一项已经授过了，没有再授一次。' },
  awards_county_id_certificate_no_key: {
    code: 'conflict.duplicate',
    message: '这个证书编号刚被用掉，请再试一次。',
  },
  check_ins_county_id_check_in_id_key: {
    code: 'conflict.duplicate',
    message: '报到已经记下，没有再记一次。',
  },
  motions_county_id_activity_id_position_key: {
    code: 'conflict.duplicate',
    message: '别人刚加了一项议题，请刷新再加。',
  },
  point_rules_county_id_version_id_code_key: {
    code: 'conflict.duplicate',
    message: '这个编号的规则已经有了，请换一个编号。',
  },
  point_versions_county_id_scheme_id_version_no_key: {
    code: 'conflict.duplicate',
    message: '别人刚起了一稿，请刷新看看。',
  },
  worklists_county_id_no_key: { code: 'conflict.duplicate', message: '这个编号刚被用掉，请再试一次。' },
  year_plans_county_id_org_id_year_key: {
    code: 'conflict.duplicate',
    message: '这一年的计划别人刚开了头，请刷新看看。',
  },
  facts_county_id_member_id_fkey: { code: 'conflict.in-use', message: '这个人已经有记录，不能删。' },
  attendance_county_id_member_id_fkey: { code: 'conflict.in-use', message: '这个人已经有点名记录，不能删。' },
}

/** Whether a violated constraint has words for a person. */
export const hasWords = (constraint: string): boolean => Object.hasOwn(refusals, constraint)

/** The refusal behind a database error, or null when it is a fault of ours. */
export function refusalOf(error: unknown): Problem | null {
  const { constraint, code } = error as { constraint?: unknown; code?: unknown }
  if (typeof constraint === 'string' && Object.hasOwn(refusals, constraint)) {
    const { code: refusal, ...options } = refusals[constraint] as Refusal
    return new Problem(refusal, options)
  }
  // A client-made id that stands already: the same thing, sent by another request.
  if (code === '23505' && typeof constraint === 'string' && constraint.endsWith('_pkey')) {
    return new Problem('conflict.duplicate')
  }
  return null
}
