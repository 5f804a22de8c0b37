import { useFieldName } from './field-name';

/** What a field is called, with its path to read in full. `bgpPeers|172.16.0.2` is one member of a list. */
export function FieldLabel({ field }: { field: string }) {
  const nameOf = useFieldName();
  const [path = '', member] = field.split('|');
  const name = nameOf(path);
  return (
    <span title={field} className={name === path ? 'mono font-medium' : 'font-medium'}>
      {name}
      {member !== undefined && <span className="mono"> {member}</span>}
    </span>
  );
}
