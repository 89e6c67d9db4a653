import { useWords } from '../words/use-words.tsx';

/** The first thing a new employer sees: what to do, in order. */
export function EmptyState() {
  const { say } = useWords();
  return (
    <section className="empty-state" aria-labelledby="empty-title">
      <h2 id="empty-title">{say('Start with a timesheet')}</h2>
      <p>{say('There are no employees yet. Balances appear here as soon as hours have been imported.')}</p>
      <ol>
        <li>
          {say(
            'Export the hours from your time clock or payroll product as a CSV file. Punches in and out, hours per day and hours per pay period are all understood.',
          )}
        </li>
        <li>{say('Drop the file below. It is checked first; nothing is saved until you say so.')}</li>
        <li>{say('Look at each balance, and at the sections of the law behind it.')}</li>
      </ol>
      <p className="muted">
        {say('An employee list (number, name, hire date) can be dropped in the same way, and makes start dates exact.')}
      </p>
    </section>
  );
}
