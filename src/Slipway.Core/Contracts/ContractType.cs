using Slipway.Kubernetes.Objects;

namespace Slipway.Core.Contracts;

/// <summary>A provider's kind and the contract it is spoken to by.</summary>
/// <param name="Type">The kind, at the best version that honours the contract.</param>
/// <param name="Contract">The contract.</param>
public sealed record ContractType(ResourceType Type, ContractVersion Contract);
