using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Admission.Matching;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>A binding of a policy: where a policy applies, with which parameters, and what comes of a broken rule.</summary>
internal sealed record PolicyBinding
{
    public required string Name { get; init; }

    public required string Policy { get; init; }

    /// <summary>Which requests it narrows the policy to.</summary>
    public required AdmissionMatch Match { get; init; }

    /// <summary>The policy's parameters; null when it gets none.</summary>
    public required PolicyParameters? Parameters { get; init; }

    /// <summary>What comes of a broken rule: <c>Deny</c>, <c>Warn</c>, <c>Audit</c>; empty where there are no rules.</summary>
    public required ImmutableArray<string> Actions { get; init; }

    public static PolicyBinding Read(JsonObject binding)
    {
        var spec = binding.Map("spec") ?? [];
        return new PolicyBinding
        {
            Name = binding.Map("metadata")!.Text("name"),
            Policy = spec.Text("policyName"),
            Match = AdmissionMatch.OfResources(spec.Map("matchResources")),
            Parameters = PolicyParameters.Read(spec.Map("paramRef")),
            Actions = [.. spec.Texts("validationActions")],
        };
    }
}
