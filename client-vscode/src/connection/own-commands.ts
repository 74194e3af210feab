import type { FeatureState, ServerCapabilities, StaticFeature } from 'vscode-languageclient/node';

/**
 * Keeps the client from registering the server's commands with the editor under their own names: the extension registers
 * every one of them itself, so that it is there before the server is, and can ask for what the server needs.
 */
export class OwnCommands implements StaticFeature {
  preInitialize(capabilities: ServerCapabilities): void {
    if (capabilities.executeCommandProvider !== undefined) capabilities.executeCommandProvider.commands = [];
  }

  fillClientCapabilities(): void {}

  initialize(): void {}

  getState(): FeatureState {
    return { kind: 'static' };
  }

  clear(): void {}
}
