import { RANGES, type SeriesRange } from './series-range.ts';
import { useWords } from '../words/use-words.tsx';

export function RangeChoice({
  chosen,
  onChoose,
}: {
  readonly chosen: SeriesRange;
  readonly onChoose: (range: SeriesRange) => void;
}) {
  const { say } = useWords();
  return (
    <fieldset className="segments small">
      <legend className="visually-hidden">{say('Period of the chart')}</legend>
      {RANGES.map((range) => (
        <label key={range.id} className="segment">
          <input type="radio" name="range" checked={range.id === chosen.id} onChange={() => onChoose(range)} />
          <span>{say(range.title)}</span>
        </label>
      ))}
    </fieldset>
  );
}
