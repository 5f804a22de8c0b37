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

/** The vSwitches of a zone, or a key that the source makes up: what has no name of its own is a member of what has one. */
function partsOf(field: string, nameOf: (path: string) => string): { path: string; member?: string | undefined } {
  const [path = '', member] = field.split('|');
  const parent = path.slice(0, Math.max(0, path.lastIndexOf('.')));
  if (member !== undefined || nameOf(path) !== path || parent === '' || nameOf(parent) === parent)
    return { path, member };
  return { path: parent, member: path.slice(parent.length + 1) };
}
