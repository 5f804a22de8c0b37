import { useFieldName } from './field-name';

/** What a field is called, with its path to read in full. `bgpPeers|172.16.0.2` is one member of a list. */
export function FieldLabel({ field }: { field: string }) {
  const nameOf = useFieldName();
  const { path, member } = partsOf(field, nameOf);
  const name = nameOf(path);
  return (
    <span title={field} className={name === path ? 'mono font-medium' : 'font-medium'}>
      {name}
      {member !== undefined && <span className="mono"> {member}</span>}
    </span>
  );
}

/** The vSwitches of a zone, or a key that the source makes up: what has no name of its own is a member of the nearest that has. */
function partsOf(field: string, nameOf: (path: string) => string): { path: string; member?: string | undefined } {
  const [path = '', member] = field.split('|');
  const isNamed = (each: string) => nameOf(each) !== each;
  if (member !== undefined || isNamed(path)) return { path, member };
  const steps = path.split('.');
  const above = steps.map((_, at) => steps.slice(0, at).join('.')).filter((each) => each !== '');
  const nearest = above.findLast(isNamed);
  return nearest === undefined ? { path } : { path: nearest, member: path.slice(nearest.length + 1) };
}
