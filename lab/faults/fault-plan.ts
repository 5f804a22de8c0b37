import { type Fault, FaultPlanInput, type FaultRule, type Hook, type Mishap } from './fault';
import { seededRandom } from './random';

type Parameters = Readonly<Record<string, string>>;
type Counted<T> = T & { seen: number; fired: number };

/** Decides, call by call, what goes wrong. The same seed and the same calls give the same faults. */
export class FaultPlan {
  private rules: Counted<FaultRule>[] = [];
  private hooks: Counted<Hook>[] = [];
  private random = seededRandom(1);

  /** Adds to what is planned already; a seed starts the dice over. @throws ZodError */
  add(input: FaultPlanInput): void {
    const { rules, hooks, seed } = FaultPlanInput.parse(input);
    if (seed !== undefined) this.random = seededRandom(seed);
    this.rules.push(...rules.map((rule) => ({ ...rule, seen: 0, fired: 0 })));
    this.hooks.push(...hooks.map((hook) => ({ ...hook, seen: 0, fired: 0 })));
  }

  clear(): void {
    this.rules = [];
    this.hooks = [];
  }

  /** What is planned, each with how often it has been met and how often it struck. */
  list(): { rules: readonly Counted<FaultRule>[]; hooks: readonly Counted<Hook>[] } {
    return { rules: this.rules, hooks: this.hooks };
  }

  /** All that goes wrong with this call. */
  strike(action: string, parameters: Parameters): Fault[] {
    return this.rules.filter((rule) => this.fires(rule, action, parameters)).map((rule) => rule.fault);
  }

  /** What an effect of this call brings about, each hook once. */
  afterEffect(action: string, parameters: Parameters): Mishap[] {
    const met = this.hooks.filter((hook) => concerns(hook, action, parameters));
    return met.flatMap((hook) => {
      hook.seen += 1;
      if (hook.seen !== hook.after) return [];
      hook.fired += 1;
      return [hook.then];
    });
  }

  private fires(rule: Counted<FaultRule>, action: string, parameters: Parameters): boolean {
    if (!concerns(rule, action, parameters)) return false;
    rule.seen += 1;
    const spent = rule.times !== undefined && rule.fired >= rule.times;
    if (rule.seen <= rule.skip || spent || this.random() >= rule.probability) return false;
    rule.fired += 1;
    return true;
  }
}

function concerns(rule: Pick<FaultRule, 'action' | 'match'>, action: string, parameters: Parameters): boolean {
  const sameAction = rule.action === undefined || rule.action === action;
  return sameAction && Object.entries(rule.match).every(([name, value]) => parameters[name] === value);
}
