import { describe, expect, test } from 'vitest';
import { ObservedResource, type ResourceOf } from '@/domain/estate/resource';
import type { Read } from '../alibaba/read';
import { ConnectorError } from '../types';
import { OtherAddOns } from './other-add-ons';

const addOn = (name: string, version = 'v1') =>
  ObservedResource.parse({
    kind: 'add-on',
    key: `c|${name}`,
    attributes: { name, version, cluster: 'c' },
  }) as ResourceOf<'add-on'>;

/** A service that says how often it was asked for each. */
function aService(config: (name: string) => unknown = (name) => ({ of: name })) {
  let now = 0;
  const asked: string[] = [];
  const service = { fails: false };
  const read: Read = (action, { InstanceName: name = '', AddonName = '' }) => {
    asked.push(`${action} ${name}${AddonName}`);
    if (service.fails) return Promise.reject(new ConnectorError('unavailable', action));
    return Promise.resolve(
      action === 'DescribeAddon' ? { config_schema: '{}' } : { name, config: config(String(name)) },
    );
  };
  const others = new OtherAddOns(() => now);
  const complete = async (...addOns: ResourceOf<'add-on'>[]) =>
    (await others.complete(read, addOns, undefined)).map(({ attributes }) => attributes);
  return { asked, service, complete, travel: (ms: number) => (now += ms) };
}

describe('add-ons that are not the network’s', () => {
  test('come with their configuration and its schema, which hold for a while', async () => {
    const { asked, complete, travel } = aService();
    const [first] = await complete(addOn('coredns'));
    expect(first).toMatchObject({ name: 'coredns', config: { of: 'coredns' }, configSchema: '{}' });
    travel(599_000);
    expect(await complete(addOn('coredns'))).toEqual([first]);
    expect(asked).toHaveLength(2);
    travel(2_000);
    await complete(addOn('coredns'));
    expect(asked).toHaveLength(4);
    await complete(addOn('coredns', 'v2'));
    expect(asked).toHaveLength(6);
  });

  test('stay as they were told when they cannot be asked, and as they are listed when they never were', async () => {
    const { service, complete, travel } = aService();
    const [known] = await complete(addOn('coredns'));
    travel(700_000);
    service.fails = true;
    expect(await complete(addOn('coredns'), addOn('new'))).toEqual([known, addOn('new').attributes]);
  });

  test('are asked for up to a number, always the same ones', async () => {
    const { asked, complete } = aService();
    const many = Array.from({ length: 305 }, (_, n) => addOn(`a${n}`));
    const told = await complete(...many);
    expect(told.filter((each) => each.config !== undefined)).toHaveLength(300);
    expect(told.slice(300).every((each) => each.config === undefined)).toBe(true);
    expect(asked).toHaveLength(600);
  });

  test('keep no configuration that is larger than anybody reads', async () => {
    const { complete } = aService(() => ({ text: 'x'.repeat(70_000) }));
    const [told] = await complete(addOn('coredns'));
    expect(told).toEqual({ ...addOn('coredns').attributes, configSchema: '{}' });
  });
});
