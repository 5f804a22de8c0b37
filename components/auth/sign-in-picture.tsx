/** The product in one drawing: two shores, a path there and a path back. */
export function SignInPicture() {
  return (
    <svg viewBox="0 0 360 72" fill="none" aria-hidden className="w-full">
      <g className="fill-surface stroke-line-2">
        <rect x=".5" y="8.5" width="79" height="55" rx="8" />
        <rect x="280.5" y="8.5" width="79" height="55" rx="8" />
        <rect x="156.5" y="20.5" width="47" height="31" rx="5" />
      </g>
      <g className="fill-sunken">
        <rect x="12" y="20" width="40" height="6" rx="2" />
        <rect x="12" y="46" width="28" height="6" rx="2" />
        <rect x="308" y="20" width="40" height="6" rx="2" />
        <rect x="320" y="46" width="28" height="6" rx="2" />
        <rect x="166" y="33" width="28" height="6" rx="2" />
      </g>
      <g className="stroke-healthy" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round">
        <path d="M80 28h70m-5-4 5 4-5 4M204 28h70m-5-4 5 4-5 4" />
        <path d="M280 44h-70m5-4-5 4 5 4M156 44H86m5-4-5 4 5 4" />
      </g>
      <g className="fill-healthy">
        <circle cx="68" cy="23" r="4" />
        <circle cx="292" cy="49" r="4" />
      </g>
    </svg>
  );
}
