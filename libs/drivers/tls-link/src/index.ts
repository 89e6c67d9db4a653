export { listenForLinks, dialLink, type Accept, type LinkAddress, type Listening, type Dialling } from './tls-link.ts';
export { readOrMakeLinkKey } from './link-key.ts';
