import { defineService } from '@esta-logic/service-sdk';
import { firstSeen, get, list, upsert } from './handlers/employees.ts';
import { rehire, separate } from './handlers/employments.ts';
import { getEmployer, setEmployer } from './handlers/employer.ts';

export default defineService({
  handlers: {
    'employer.set': setEmployer,
    'employer.get': getEmployer,
    'employee.upsert': upsert,
    'employee.first-seen': firstSeen,
    'employee.separate': separate,
    'employee.rehire': rehire,
    'employee.list': list,
    'employee.get': get,
  },
});
