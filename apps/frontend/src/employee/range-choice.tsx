import { RANGES, type SeriesRange } from './series-range.ts';

export function RangeChoice({
  chosen,
  onChoose,
}: {
  readonly chosen: SeriesRange;
  readonly onChoose: (range: SeriesRange) => void;
}) {
  return (
    <fieldset className="segments small">
      <legend className="visually-hidden">Period of the chart</legend>
      {RANGES.map((range) => (
        <label key={range.id} className="segment">
          <input type="radio" name="range" checked={range.id === chosen.id} onChange={() => onChoose(range)} />
          <span>{range.title}</span>
        </label>
      ))}
    </fieldset>
  );
}
