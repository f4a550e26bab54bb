import { Trans } from '@lingui/react/macro'
import { Component, type ErrorInfo, type ReactNode } from 'react'
import { Button } from '../parts/button.tsx'

/** A fault of the page itself: said plainly, with a way on. What was typed is safe in the draft at the node. */
export class Boundary extends Component<{ children: ReactNode; at: string }, { failed: boolean }> {
  override state = { failed: false }
  static getDerivedStateFromError() {
    return { failed: true }
  }
  override componentDidUpdate(before: { at: string }) {
    if (before.at !== this.props.at && this.state.failed) this.setState({ failed: false })
  }
  override componentDidCatch(error: Error, info: ErrorInfo) {
    console.error(error, info.componentStack)
  }
  override render() {
    if (!this.state.failed) return this.props.children
    return (
      <div className="page">
        <div className="notice late" role="alert">
          <div>
            <h1 className="notice-what">
              <Trans>This screen failed</Trans>
            </h1>
            <p>
              <Trans>It is a fault of the page, not of your work: drafts are kept at the node as you type.</Trans>
            </p>
            <Button onClick={() => location.reload()}>
              <Trans>Load the page again</Trans>
            </Button>
          </div>
        </div>
      </div>
    )
  }
}
