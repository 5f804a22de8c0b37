// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { messagesFor } from '@/components/i18n/messages';
import { I18nProvider } from '@/components/i18n/provider';
import { FieldLabel } from './field-label';

afterEach(cleanup);

it.each([
  ['asn', 'AS number'],
  ['bgpPeers|172.16.0.2', 'BGP peers 172.16.0.2'],
  ['terway.eniConfig.vswitches.cn-hangzhou-i', 'Pod vSwitches cn-hangzhou-i'],
  ['terway.eniConfig.max_pool_size', 'Terway configuration max_pool_size'],
  ['flannel.netConf.Backend.Type', 'Flannel configuration Backend.Type'],
  ['made.up', 'made.up'],
])('%s is called %s', (field, name) => {
  const { container } = render(
    <I18nProvider locale="en" messages={messagesFor('en')} renderedAt={0}>
      <FieldLabel field={field} />
    </I18nProvider>,
  );
  expect(container.textContent).toBe(name);
});
