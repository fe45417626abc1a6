using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Storage;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>Puts policies and their bindings together.</summary>
internal static class PolicyReader
{
    public const string Policies = "validatingadmissionpolicies." + AdmissionRegistrations.ApiGroup;
    public const string Bindings = "validatingadmissionpolicybindings." + AdmissionRegistrations.ApiGroup;
    public const string MutatingPolicies = "mutatingadmissionpolicies." + AdmissionRegistrations.ApiGroup;
    public const string MutatingBindings = "mutatingadmissionpolicybindings." + AdmissionRegistrations.ApiGroup;

    /// <summary>The policies that apply somewhere, by name.</summary>
    /// <param name="store">Where they are stored.</param>
    /// <param name="policies">The resource of the policies.</param>
    /// <param name="resourceOfBindings">That of their bindings.</param>
    /// <param name="known">Those read before: what has not changed since stays compiled.</param>
    public static ImmutableArray<BoundPolicy> Read(
        VersionedStore store, string policies, string resourceOfBindings, ImmutableArray<BoundPolicy> known)
    {
        var bindings = store.List(new StoreQuery(resourceOfBindings)).Items
            .Select(s => PolicyBinding.Read((JsonObject)JsonTreeReader.Read(s.Json.Span)!))
            .ToLookup(b => b.Policy, StringComparer.Ordinal);
        return
        [
            .. store.List(new StoreQuery(policies)).Items
                .Where(s => bindings.Contains(s.Key.Name))
                .Select(s => new BoundPolicy(
                    known.FirstOrDefault(k => ReferenceEquals(k.Policy.Source, s))?.Policy ?? new Policy(s), [.. bindings[s.Key.Name]])),
        ];
    }
}
