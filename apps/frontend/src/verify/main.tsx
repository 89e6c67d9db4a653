import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { client } from '../api/client.ts';
import { LanguageProvider } from '../words/use-words.tsx';
import { VerifyPage } from './verify-page.tsx';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/controls.css';
import '../styles/header.css';
import '../styles/imports.css';
import '../styles/states.css';
import '../styles/verify.css';

const root = document.getElementById('root');
if (root === null) throw new Error('verify.html has lost its root element.');
createRoot(root).render(
  <StrictMode>
    <LanguageProvider title="Check a receipt · ESTA-Logic">
      <VerifyPage client={client} />
    </LanguageProvider>
  </StrictMode>,
);
