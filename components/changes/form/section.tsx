import type { ReactNode } from 'react';

/** One part of the form: what it is about at the left, its fields at the right. */
export function FormSection({ title, help, children }: { title: ReactNode; help?: ReactNode; children: ReactNode }) {
  return (
    <section className="grid grid-cols-1 gap-x-6 gap-y-3 border-t border-line px-5 py-4 first:border-t-0 lg:grid-cols-[116px_1fr]">
      <div>
        <h2 className="text-13 font-strong">{title}</h2>
        {help && <p className="text-11 text-ink-3">{help}</p>}
      </div>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}
