import { type FaultyService, faultsOf, faultyServices } from '../account-settings.ts';
import type { FaultName } from '../faults.ts';
import { type Html, html, option } from './html.ts';
import type { PageState } from './state.ts';

const latencies = [0, 100, 500, 2000];

/** What is wrong with the AWS account: nothing, or one fault for each service. */
export function accountForm({ account: { chosen, latency } }: PageState): Html {
  const sandboxed = chosen.get('SES') === 'sandbox';
  return html`<section id="account" data-live aria-labelledby="account-title">
  <h2 id="account-title">Account</h2>
  <form method="post" action="/account" class="switch">
    <p><b class="state ${chosen.size > 0 ? 'bad' : 'good'}">${summary(chosen)}</b></p>
    <button id="production" name="SES" value="${sandboxed ? 'none' : 'sandbox'}">${sandboxed ? 'Grant production access' : 'Put into the sandbox'}</button>
  </form>
  <form method="post" action="/account" data-submit-on-change>
    <div class="grid">${faultyServices.map((service) => chooser(service, chosen.get(service)))}
    <label for="latency">Latency</label>
    <select id="latency" name="latency">${latencies.map((ms) => option(String(ms), { label: ms === 0 ? 'none' : `${ms} ms a call`, chosen: String(latency) }))}</select>
    </div>
    <noscript><button>Apply</button></noscript>
  </form>
  <div class="row">
    <form method="post" action="/account/reset"><button id="reset" class="quiet">All well again</button></form>
    <form method="post" action="/clear"><button id="clear" class="quiet">Clear the page</button></form>
  </div>
</section>`;
}

function chooser(service: FaultyService, now: FaultName = 'none'): Html {
  const { states, calls } = faultsOf(service);
  const group = (label: string, names: readonly FaultName[]): Html | '' =>
    names.length === 0
      ? ''
      : html`<optgroup label="${label}">${names.map((name) => option(name, { chosen: now }))}</optgroup>`;
  return html`<label for="fault-${service}">${service}</label>
  <select id="fault-${service}" name="${service}">${option('none', { label: 'works', chosen: now })}${group('The account', states)}${group('Calls', calls)}</select>`;
}

const summary = (chosen: PageState['account']['chosen']): string =>
  chosen.size === 0 ? 'Production access; everything works' : [...chosen.values()].join(' · ');
