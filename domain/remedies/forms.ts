import type { Finding } from '@/domain/checks/finding';
import type { DeclaredFacts } from '@/domain/estate/declared';
import type { FactSection } from '@/domain/estate/sections';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { adoptedFact, provenGateway } from './adopted-fact';
import { text, type RemedyForm } from './remedy';

const SECTION_OF: Readonly<Record<string, FactSection>> = {
  vpc: 'vpcs',
  vbr: 'vbrs',
  'physical-connection': 'physicalConnections',
};

/** The form of a declared fact that mends a finding, where one does. */
export function formFor(index: EstateIndex, declared: DeclaredFacts, finding: Finding): RemedyForm | undefined {
  const { subject } = finding;
  switch (finding.kind) {
    case 'declared-differs':
      return adoptedFact(index, declared, finding);
    case 'session-unexpected':
      return provenGateway(index, declared, finding);
    case 'gateway-not-declared':
      return newGateway(index, text(finding, 'gateway'));
    case 'declared-not-observed': {
      const section = SECTION_OF[subject.kind];
      return section && { section, key: subject.key };
    }
    case 'best-path-differs':
    case 'aggregate-too-wide':
    case 'link-far-end':
    case 'gateway-has-cloud-asn':
      return declaredOf(declared, 'gateways', text(finding, 'gateway'));
    case 'pod-cidr-length':
      return declaredOf(declared, 'clusters', subject.key);
    case 'addresses-overlap':
    case 'cloud-services-range':
      return ownerOf(index, declared, text(finding, 'of'));
    default:
      return undefined;
  }
}

function declaredOf(declared: DeclaredFacts, section: 'gateways' | 'clusters' | 'sites', key: string) {
  return (declared[section] as readonly { key: string }[]).some((each) => each.key === key)
    ? { section, key }
    : undefined;
}

/** Whose range it is: a site itself, the site of a LAN, or a cluster. */
function ownerOf(index: EstateIndex, declared: DeclaredFacts, key: string): RemedyForm | undefined {
  const site = index.lans.get(key)?.site.key ?? key;
  return declaredOf(declared, 'sites', site) ?? declaredOf(declared, 'clusters', key);
}

/** What its source shows of a gateway that nobody has declared is nowhere: its key is all that is known. */
function newGateway(index: EstateIndex, key: string): RemedyForm {
  const [site, second] = [...index.sites.values()].filter(({ kind }) => kind === 'data-centre');
  return { section: 'gateways', key, attributes: { key, ...(site && !second ? { site: site.key } : {}) } };
}
