import { describe, expect, test } from '@jest/globals';
import { deploy, listOf, propertiesOf, type Statement, source } from '../support/cloudformation.ts';
import { deployments } from '../support/deployments.ts';

interface Policy {
  readonly owner: string;
  readonly statements: readonly Statement[];
}

/** Every policy that says who may use a resource: key, queue, topic and log group policies, and who takes the role. */
const resourcePolicies: readonly Policy[] = Object.values(deployments).flatMap((parameters) =>
  Object.entries(deploy(parameters).Resources).flatMap(([owner, { Properties = {} }]) =>
    ['KeyPolicy', 'PolicyDocument', 'AssumeRolePolicyDocument', 'ResourcePolicy']
      .filter((name) => name in Properties)
      .map((name) => ({ owner, statements: statementsOf(Properties[name]) })),
  ),
);

describe('a resource’s policy', () => {
  test('exists for the keys, the queue, the topic, the log of delivery events and the role', () => {
    expect([...new Set(resourcePolicies.map(({ owner }) => owner))].sort()).toEqual([
      'AlertKey',
      'AlertTopicPolicy',
      'CodeKey',
      'DeliveryEventsLogPolicy',
      'DeploymentRole',
      'SenderRole',
      'UndeliveredQueuePolicy',
      'WatchRole',
    ]);
  });

  test('lets nobody in by name of everybody', () => {
    for (const { owner, statement } of allowed()) {
      expect([owner, JSON.stringify(statement.Principal)]).not.toEqual([owner, expect.stringContaining('*')]);
    }
  });

  test('lets no other account in', () => {
    const accounts = allowed().flatMap(({ statement }) =>
      listOf((statement.Principal as { AWS?: string })?.AWS ?? []),
    );
    expect([...new Set(accounts)]).toEqual(['arn:aws:iam::111122223333:root']);
  });

  test('lets a service in only for one thing of ours, lest it act for a stranger', () => {
    // Lambda takes the role of its own functions, CodeDeploy that of its own deployment groups; EventBridge opens a stream
    // before it names the rule.
    const bounded = [
      'lambda.amazonaws.com sts:AssumeRole',
      'codedeploy.amazonaws.com sts:AssumeRole',
      'events.amazonaws.com logs:CreateLogStream',
    ];
    for (const { owner, statement } of allowed()) {
      const services = listOf((statement.Principal as { Service?: string | string[] }).Service ?? []);
      if (services.length === 0 || bounded.includes(`${services[0]} ${statement.Action}`)) continue;
      expect([owner, Object.values(statement.Condition ?? {}).flatMap(Object.keys)]).toEqual([
        owner,
        expect.arrayContaining([
          expect.stringMatching(/^(aws:SourceArn|kms:EncryptionContext:aws:sns:topicArn)$/),
        ]),
      ]);
    }
  });

  test('lets nobody read the undelivered queue but the roles that are named, where any are', () => {
    const { PolicyDocument } = propertiesOf<{ PolicyDocument: { Statement: Statement[] } }>(
      deploy(deployments['what a platform asks'] ?? {}),
      'UndeliveredQueuePolicy',
    );
    const readers = PolicyDocument.Statement.find(({ Sid }) => Sid === 'OnlyNamedRolesRead');
    expect(readers).toMatchObject({
      Effect: 'Deny',
      Action: expect.arrayContaining(['sqs:ReceiveMessage', 'sqs:PurgeQueue']),
      Condition: {
        ArnNotEquals: {
          'aws:PrincipalArn': [
            'arn:aws:iam::111122223333:role/on-call',
            'arn:aws:iam::111122223333:role/team/redrive',
          ],
        },
      },
    });
    // The function and Lambda's own destination go on writing.
    expect(readers?.Action).not.toContain('sqs:SendMessage');
  });

  test('turns everybody away from the undelivered queue who does not come over TLS', () => {
    const { statements } = resourcePolicies.find(({ owner }) => owner === 'UndeliveredQueuePolicy') as Policy;
    expect(statements).toEqual([
      expect.objectContaining({
        Effect: 'Deny',
        Principal: '*',
        Action: 'sqs:*',
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      }),
    ]);
  });
});

describe('a wildcard', () => {
  // All that grants: from the first resource to where the alarms begin.
  const grants = source.slice(source.indexOf('\nResources:\n'), source.indexOf('\n  UndeliverableAlarm:\n'));
  const lines = grants.split('\n');
  const wildcards = lines.flatMap((line, index) =>
    line.includes('*') && !/^\s*(#|FilterPattern:)/.test(line)
      ? [{ line, above: lines.slice(Math.max(0, index - 5), index) }]
      : [],
  );

  test('has its reason on its line or just above it', () => {
    const unexplained = wildcards.filter(
      ({ line, above }) => !line.includes(' # ') && !above.some((text) => /^\s*# .*"\*"/.test(text)),
    );
    expect(wildcards.length).toBeGreaterThan(15);
    expect(unexplained).toEqual([]);
  });
});

function statementsOf(policy: unknown): readonly Statement[] {
  const text =
    typeof policy === 'object' && policy !== null && 'Fn::Sub' in policy ? policy['Fn::Sub'] : policy;
  const document = (typeof text === 'string' ? JSON.parse(text) : text) as { Statement: Statement[] };
  return document.Statement;
}

function allowed(): { owner: string; statement: Statement }[] {
  return resourcePolicies.flatMap(({ owner, statements }) =>
    statements.filter(({ Effect }) => Effect === 'Allow').map((statement) => ({ owner, statement })),
  );
}
