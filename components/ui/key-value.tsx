import { Fragment, type ReactNode } from 'react';
import { cn } from './cn';

export type KeyValue = { key: ReactNode; value: ReactNode; aside?: ReactNode; id?: string };

/** Facts about one object, key beside value. `boxed` sets them apart, under the field they explain. */
export function KeyValueList({
  items,
  boxed,
  className,
}: {
  items: readonly KeyValue[];
  boxed?: boolean;
  className?: string;
}) {
  return (
    <dl
      className={cn(
        'grid grid-cols-[minmax(64px,max-content)_1fr_auto] items-baseline gap-x-4 gap-y-1.5 text-12',
        boxed && 'rounded-2 border border-line bg-sunken px-3 py-2',
        className,
      )}
    >
      {items.map((item, index) => (
        <Fragment key={item.id ?? index}>
          <dt className="text-ink-3">{item.key}</dt>
          <dd className={cn('min-w-0', !item.aside && 'col-span-2')}>{item.value}</dd>
          {item.aside && <dd className="justify-self-end text-ink-3">{item.aside}</dd>}
        </Fragment>
      ))}
    </dl>
  );
}
