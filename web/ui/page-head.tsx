import type { ReactNode } from 'react'
import './page-head.css'

type PageHeadProps = {
  title: ReactNode
  /** One sentence that says what stands below, and until when it counts. */
  sub?: ReactNode
  /** Buttons: at most one of them red. */
  actions?: ReactNode
}

/** The head of an office page. */
export function PageHead({ title, sub, actions }: PageHeadProps) {
  return (
    <div className="head">
      <div>
        <h1>{title}</h1>
        {sub && <p>{sub}</p>}
      </div>
      {actions && <div className="acts no-print">{actions}</div>}
    </div>
  )
}

/** The bar at the foot of an office page with what is about to be done, and the button that does it. */
export function PageFoot({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <div className="page-foot no-print">
      <div>{children}</div>
      {actions}
    </div>
  )
}
