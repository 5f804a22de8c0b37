/** A value of a fact as one reads it: a list by its members, a group by its parts. */
export function FactValue({ value }: { value: unknown }) {
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0))
    return <span className="text-ink-3">—</span>;
  if (Array.isArray(value))
    return (
      <span className="mono flex flex-col whitespace-normal! wrap-anywhere">
        {value.map((each, n) => (
          <span key={n}>{textOf(each)}</span>
        ))}
      </span>
    );
  return <span className="mono whitespace-normal! wrap-anywhere">{textOf(value)}</span>;
}

function textOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return Object.values(value).map(textOf).join(' · ');
}
