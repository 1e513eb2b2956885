import { DescribeCertificateCommand } from '@aws-sdk/client-acm';
import type { MetabaseConfig } from '../../lib/metabase-config.js';
import { CloudError } from '../cloud/cloud-error.js';
import type { Account } from './account.js';
import { fine, look, type Outcome, wrong } from './finding.js';

const repository = 'metabase/metabase';
/** Another one only in tests, and where Docker Hub is reached by a mirror. */
const registry = process.env.INSIDERS_IMAGE_REGISTRY ?? 'https://registry-1.docker.io';

const manifestTypes = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
];

/** Whether Docker Hub has the image for the task's processor, and which digest names it for ever. */
export async function checkImage({ config }: Account): Promise<Outcome> {
  const { version, digest } = config.metabase!;
  const name = `${repository}:${version}`;
  const byTag = await manifestOf(version);
  if (!byTag)
    return wrong(`Docker Hub has no ${name}`, 'Name a tag that it has: --context metabaseVersion=v0.…');
  const { architectures, digest: ofTag } = digest ? ((await manifestOf(digest)) ?? byTag) : byTag;
  if (!architectures.includes('arm64')) {
    return wrong(
      `${name} is for ${architectures.join(', ')}, not for arm64`,
      'Choose another metabaseVersion.',
    );
  }
  if (digest && digest !== byTag.digest) {
    return look(
      `${name} is another image today than metabaseDigest names: ${byTag.digest}`,
      'The digest counts. If the tag was built anew for a reason you trust, name the new digest.',
    );
  }
  return digest
    ? fine(`${name}@${digest}, with arm64`)
    : look(
        `${name} has arm64, and is taken by its tag, under which somebody may put another image`,
        `--context metabaseDigest=${ofTag}`,
      );
}

interface Manifest {
  readonly digest: string;
  readonly architectures: readonly string[];
}

/** @param reference a tag or a digest */
async function manifestOf(reference: string): Promise<Manifest | undefined> {
  const url = `${registry}/v2/${repository}/manifests/${reference}`;
  const headers = { accept: manifestTypes.join(', ') };
  const first = await ask(url, headers);
  const answer = first.status === 401 ? await ask(url, { ...headers, ...(await tokenFor(first)) }) : first;
  if (answer.status === 404) return undefined;
  if (!answer.ok) throw unasked(`it answers ${answer.status}`);
  const { manifests = [] } = (await answer.json()) as {
    manifests?: readonly { readonly platform?: { readonly architecture?: string; readonly os?: string } }[];
  };
  return {
    digest: answer.headers.get('docker-content-digest') ?? '',
    architectures: manifests.flatMap(({ platform }) =>
      platform?.os === 'linux' && platform.architecture ? [platform.architecture] : [],
    ),
  };
}

/** Whoever asks without one is told where a token for everybody is to be had (Distribution's token authentication). */
async function tokenFor(refusal: Response): Promise<{ authorization: string }> {
  const challenge = refusal.headers.get('www-authenticate') ?? '';
  const parts = Object.fromEntries(
    [...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
  );
  if (!parts.realm) throw unasked('it wants to know who asks');
  const { realm, ...query } = parts;
  const answer = await ask(`${realm}?${new URLSearchParams(query)}`);
  const { token } = (await answer.json()) as { token: string };
  return { authorization: `Bearer ${token}` };
}

const ask = (url: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(url, { headers, signal: AbortSignal.timeout(15_000) }).catch((error) => {
    throw unasked((error.cause ?? error).message);
  });

const unasked = (reason: string) =>
  new CloudError('NoDockerHub', `Docker Hub gives no answer: ${reason}`, {
    remedy: 'Look from a machine that reaches it: docker buildx imagetools inspect metabase/metabase:<tag>',
  });

/** CloudFront takes no others. */
const keysForCloudFront = ['RSA_1024', 'RSA_2048', 'RSA_3072', 'RSA_4096', 'EC_prime256v1'];

export async function checkCertificate({ clients, config }: Account): Promise<Outcome> {
  const { domain, certificateArn } = config.metabase as MetabaseConfig;
  const { Certificate } = await clients.acm.send(
    new DescribeCertificateCommand({ CertificateArn: certificateArn }),
  );
  const { Status, DomainName, SubjectAlternativeNames, NotAfter, KeyAlgorithm } = Certificate!;
  const names = [...new Set([DomainName!, ...(SubjectAlternativeNames ?? [])])];
  if (Status !== 'ISSUED') {
    return wrong(`the certificate is ${Status}`, 'Finish its validation in Certificate Manager (us-east-1).');
  }
  if (!names.some((name) => covers(name, domain))) {
    return wrong(
      `the certificate is for ${names.join(', ')}, not for ${domain}`,
      'Name one for metabaseDomain.',
    );
  }
  if (KeyAlgorithm && !keysForCloudFront.includes(KeyAlgorithm.replace('-', '_'))) {
    return wrong(`CloudFront does not take keys like ${KeyAlgorithm}`, 'Request one with RSA 2048.');
  }
  return fine(`for ${domain}, until ${NotAfter?.toISOString().slice(0, 10)}`);
}

/** A star stands for one part of the name. */
const covers = (name: string, domain: string) =>
  name === domain || (name.startsWith('*.') && domain.slice(domain.indexOf('.')) === name.slice(1));
