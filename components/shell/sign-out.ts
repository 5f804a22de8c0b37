/** Ends the session and leaves with a full load, so that nothing of the person stays in memory. */
export async function signOut(): Promise<boolean> {
  const answer = await fetch('/api/auth/sign-out', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  }).catch((error: unknown) => {
    // fetch says by a TypeError that nobody answered.
    if (error instanceof TypeError) return null;
    throw error;
  });
  if (!answer?.ok) return false;
  load('/sign-in');
  return true;
}

function load(path: string): void {
  window.location.assign(path);
}
