import { ListRecommendationsCommand } from '@aws-sdk/client-sesv2';
import type { Clients } from '../../../aws/clients.ts';
import { everyPage } from '../../../aws/every-page.ts';
import { ask, type Fact } from '../../../aws/fact.ts';

/** What SES itself recommends of an identity. */
export interface Recommendation {
  /** DKIM, DMARC, SPF, BIMI, BOUNCE, COMPLAINT, … */
  readonly type: string;
  readonly impact: string;
  readonly description: string;
  /** The identity's ARN. */
  readonly about: string;
}

/** Those that are open, of every identity in the Region. */
export async function readRecommendations(
  clients: Clients,
  region: string,
  abortSignal: AbortSignal,
): Promise<Fact<readonly Recommendation[]>> {
  const ses = await clients.ses(region);
  return ask(async () => {
    const recommendations = await everyPage(async (NextToken) => {
      const answer = await ses.send(
        new ListRecommendationsCommand({ Filter: { STATUS: 'OPEN' }, PageSize: 100, NextToken }),
        { abortSignal },
      );
      return { items: answer.Recommendations, next: answer.NextToken };
    });
    return recommendations.map(({ Type, Impact, Description, ResourceArn }) => ({
      type: Type ?? 'OTHER',
      impact: Impact ?? 'LOW',
      description: Description ?? '',
      about: ResourceArn ?? '',
    }));
  });
}
