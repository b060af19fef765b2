/** The policy with the given sources for scripts and connections. */
export function policy(scriptSources: string, connections: string): string;
/** The strict policy for one HTML document: its own inline scripts by their hashes. */
export function policyForHtml(html: string): string;
