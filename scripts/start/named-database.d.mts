export function waitForNamedDatabase(
  url: string,
  options: { say: (text: string) => void; patienceMs?: number },
): Promise<void>;
