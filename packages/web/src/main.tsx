import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './style/base.css'
import './style/frame.css'
import './style/parts.css'
import './style/print.css'
import './style/desk.css'
import { CallRefused } from './api/client.ts'
import { App } from './app.tsx'
import { listenForKeys } from './frame/keys.tsx'
import { listenToHistory } from './route.ts'
import { firstLanguage, speak } from './words/speak.ts'

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      refetchOnWindowFocus: true,
      // A refusal is an answer and is not asked again; only silence is.
      retry: (failures, error) => error instanceof CallRefused && error.refused.status === 0 && failures < 2,
    },
  },
})

await speak(firstLanguage())
listenForKeys()
listenToHistory()
createRoot(document.getElementById('app') as HTMLElement).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={client}>
        <App />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
)
