import type { ComponentType } from 'react'
import type { Ability } from './session.ts'

/** What a page is given: the `:names` of its path, and the address's query. */
export type PageProps = { params: Record<string, string>; search: URLSearchParams }

/** A page's module has the page as its default export, so that it can be loaded when it is needed. */
export type PageModule = { default: ComponentType<PageProps> }

export type FeaturePage = {
  /** Below the entry's base, parameters as `:name`. */
  path: `/${string}`
  /** For the browser's tab and for a screen reader after going there. */
  title: string
  load: () => Promise<PageModule>
  /** Kept on a phone, to be opened where there is no line. */
  keep?: true
}

export type NavGroup = 'work' | 'record' | 'result' | 'settings'

export type NavItem = {
  group: NavGroup
  label: string
  path: `/${string}`
  /** Other pages that its tabs lead to: it is the current item there as well. */
  also?: readonly `/${string}`[]
  /** Shown to who may do this, or any one of these. */
  ability?: Ability | readonly Ability[]
  /** Of one's own as a member: not for an account that stands for nobody in the register. */
  ofMember?: true
  /** Shown to whom the operator lets look above the county. */
  above?: true
  /** A hook: how many things wait there. Nothing while it is not known. */
  useCount?: () => number | undefined
}

/** What a feature adds to the office pages. */
export type OfficeFeature = { nav: readonly NavItem[]; pages: readonly FeaturePage[] }

/** A row of the phone's 记一笔 page (主题党日, 走访 …) or of its 我的 page (我的手册 …). */
export type PhoneItem = {
  label: string
  note?: string
  path: `/${string}`
  ability?: Ability | readonly Ability[]
  /** Left out for who may do this: they have another way there. */
  unless?: Ability
  /** Of one's own as a member: not for an account that stands for nobody in the register. */
  ofMember?: true
}

/** What a feature adds to the phone pages. */
export type PhoneFeature = {
  pages: readonly FeaturePage[]
  record?: readonly PhoneItem[]
  mine?: readonly PhoneItem[]
}
