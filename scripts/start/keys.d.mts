export function findKeys(options: {
  dataDir: string;
  environment: Record<string, string | undefined>;
  say: (text: string) => void;
}): Promise<Record<string, string>>;
