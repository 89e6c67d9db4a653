import { defineService } from '@esta-logic/service-sdk';
import { handlers } from './handlers/answer.ts';

export default defineService({ handlers });
