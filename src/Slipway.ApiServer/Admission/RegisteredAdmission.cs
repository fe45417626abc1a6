using System.Collections.Immutable;
using Slipway.ApiServer.Admission.Policies;
using Slipway.ApiServer.Admission.Webhooks;

namespace Slipway.ApiServer.Admission;

/// <summary>All configured admission at one moment; immutable.</summary>
internal sealed record RegisteredAdmission
{
    public static readonly RegisteredAdmission None = new();

    /// <summary>The webhooks that may change objects, in the order in which they are asked.</summary>
    public ImmutableArray<Webhook> Mutating { get; init; } = [];

    /// <summary>The policies that change objects and have a binding, in the order in which they are asked.</summary>
    public ImmutableArray<BoundPolicy> MutatingPolicies { get; init; } = [];

    /// <summary>The webhooks that only say yes or no.</summary>
    public ImmutableArray<Webhook> Validating { get; init; } = [];

    /// <summary>The policies that say yes or no and have a binding, in the order in which they are asked.</summary>
    public ImmutableArray<BoundPolicy> Policies { get; init; } = [];

    /// <summary>Whether nobody may change objects.</summary>
    public bool MutatesNothing => Mutating.IsEmpty && MutatingPolicies.IsEmpty;

    /// <summary>Whether nobody looks at objects as they would be stored.</summary>
    public bool ValidatesNothing => Validating.IsEmpty && Policies.IsEmpty;
}
