import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { client } from './api/client.ts';
import { App } from './app.tsx';
import { LanguageProvider } from './words/use-words.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/header.css';
import './styles/balances.css';
import './styles/employee.css';
import './styles/chart.css';
import './styles/imports.css';
import './styles/states.css';
import './styles/navigation.css';
import './styles/law.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has lost its root element.');
createRoot(root).render(
  <StrictMode>
    <LanguageProvider title="Sick time balances · ESTA-Logic">
      <App client={client} />
    </LanguageProvider>
  </StrictMode>,
);
