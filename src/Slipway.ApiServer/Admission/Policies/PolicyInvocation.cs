using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>A policy as one binding applies it with one parameter: what is asked once in a round.</summary>
/// <param name="Policy">The policy's name.</param>
/// <param name="Binding">The binding's name.</param>
/// <param name="Parameter">The parameter's namespace and name; empty for none.</param>
internal readonly record struct PolicyInvocation(string Policy, string Binding, string Parameter)
{
    public static PolicyInvocation Of(Policy policy, PolicyBinding binding, JsonObject? parameter) => new(
        policy.Name, binding.Name, parameter?.Map("metadata") is { } metadata ? $"{metadata.Text("namespace")}/{metadata.Text("name")}" : "");
}
