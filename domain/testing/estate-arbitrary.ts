import fc from 'fast-check';
import { Estate } from '@/domain/estate/estate';
import { clusterChoices, siteChoices } from './arbitrary-edge';
import { vbrChoices, vpcChoices } from './arbitrary-cloud';
import { freeText, maybe, title } from './arbitrary-text';
import { cloudParts } from './generated-cloud';
import { edgeParts } from './generated-edge';

/**
 * Whole valid estates: every reference holds, addresses do not clash, lists are in the order in which they are assembled.
 * Any part may be unknown; texts are hostile. Small on purpose, so that a counterexample can be read.
 */
export function estateArbitrary(): fc.Arbitrary<Estate> {
  return fc
    .record({
      name: freeText.map((text) => text || 'estate'),
      title: maybe(title),
      vpcs: fc.array(vpcChoices, { maxLength: 3 }),
      vbrs: fc.array(vbrChoices, { maxLength: 3 }),
      sites: fc.array(siteChoices, { maxLength: 2 }),
      cluster: maybe(clusterChoices),
      transitRouter: fc.boolean(),
    })
    .map(({ name, title: titleOfEstate, vpcs, vbrs, sites, cluster, transitRouter }) => {
      const cloud = cloudParts(vpcs, vbrs, sites.length);
      const edge = edgeParts(sites, vpcs, vbrs.length, cluster);
      return Estate.parse(
        JSON.parse(
          JSON.stringify({
            metadata: { name, title: titleOfEstate },
            ...cloud,
            ...edge,
            transitRouters: transitRouter
              ? [{ key: 'tr-1', attachments: vpcs.map((_, at) => ({ key: `tr-attach-${at}`, router: `vpc-${at}` })) }]
              : [],
          }),
        ),
      );
    });
}
