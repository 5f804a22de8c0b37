import { expect, test } from 'vitest';
import { ConnectorError } from '../types';
import { assertEndpoint } from './endpoint';

test.each(['vpc.aliyuncs.com', 'vpc.cn-hangzhou.aliyuncs.com', '127.0.0.1:4010', 'localhost:65535', 'VPC.example'])(
  '%s is an endpoint',
  (endpoint) => {
    expect(() => assertEndpoint(endpoint)).not.toThrow();
  },
);

test.each([
  '',
  'http://vpc.aliyuncs.com',
  'vpc.aliyuncs.com/',
  'vpc.aliyuncs.com/path',
  'vpc.aliyuncs.com?x=1',
  'vpc.aliyuncs.com#x',
  'user@vpc.aliyuncs.com',
  'vpc.aliyuncs.com@evil.example',
  'vpc.aliyuncs.com:0',
  'vpc.aliyuncs.com:65536',
  'vpc.aliyuncs.com:80:80',
  'vpc.aliyuncs.com\r\nhost: evil.example',
  ' vpc.aliyuncs.com',
  '-vpc.aliyuncs.com',
  'vpc..com',
  `${'a'.repeat(300)}.com`,
])('%j is none', (endpoint) => {
  expect(() => assertEndpoint(endpoint)).toThrow(ConnectorError);
});
