import { Component, type ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { messages } from './messages.ts'

/** A page that fell over says so in words; what was typed is in its draft. */
export function BrokenPage() {
  return (
    <div className="empty" role="alert">
      <p>
        <b>{messages.broken}</b>
      </p>
      <p>{messages.brokenHint}</p>
      <Button onPress={() => location.reload()}>{messages.reload}</Button>
    </div>
  )
}

type BoundaryProps = { children: ReactNode /** Another page is another chance. */; place: string }

/** Only a class can catch what a component throws, in React and Preact alike. */
export class Boundary extends Component<BoundaryProps, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true }
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (before.place !== this.props.place && this.state.broken) this.setState({ broken: false })
  }

  override render(): ReactNode {
    return this.state.broken ? <BrokenPage /> : this.props.children
  }
}
