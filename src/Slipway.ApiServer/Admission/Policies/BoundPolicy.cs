using System.Collections.Immutable;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>A policy with the bindings that make it apply, at least one.</summary>
internal sealed record BoundPolicy(Policy Policy, ImmutableArray<PolicyBinding> Bindings);
