const home = '/topology';

/** Where to go after signing in: a path of this site, or the topology. Anything that could leave the site is refused. */
export function destinationAfterSignIn(next: string | undefined): string {
  // "//host" and "/\host" are read by browsers as another site, and so are both behind tabs and line breaks, which they drop.
  if (!next || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(next)) return home;
  // Back to the form itself would look like a failure.
  return next === '/' || /^\/sign-in(?:[/?#]|$)/u.test(next) ? home : next;
}
