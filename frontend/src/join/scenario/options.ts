import type { NodePlay, OptionPlay } from '$shared/model/wire';

/** The option a saved answer names; undefined for a pass, for nothing, or for an option of another node. */
export function optionOf(node: NodePlay, value: unknown): OptionPlay | undefined {
  return node.options.find(({ id }) => id === value);
}
