import { UserError } from '../../core/errors/user-error.js';

/** AWS cannot be reached, or refuses: the network, credentials, the region, permissions, stacks that are not there. */
export class CloudError extends UserError {}
