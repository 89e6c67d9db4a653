import { defineService } from '@esta-logic/service-sdk';

export default defineService({ handlers: { 'clerk.answer': () => ({ answer: 'at once' }) } });
