using System.Text.Json.Nodes;
using Slipway.ApiServer.Decoding;
using Slipway.Kubernetes.Selectors;

namespace Slipway.ApiServer.Admission.Policies;

/// <summary>Which objects a binding hands to its policy as parameters (<c>paramRef</c>).</summary>
/// <param name="Name">The object's name; empty when a selector chooses.</param>
/// <param name="Namespace">The object's namespace; empty for that of the request.</param>
/// <param name="Selector">Chooses objects where there is no name.</param>
/// <param name="DeniesWithout">Whether a request is refused where there is no such object; else the policy does not apply.</param>
internal sealed record PolicyParameters(string Name, string Namespace, LabelSelector Selector, bool DeniesWithout)
{
    /// <summary>Reads a binding's <c>paramRef</c>; null when it has none.</summary>
    public static PolicyParameters? Read(JsonObject? reference) => reference is null ? null : new PolicyParameters(
        reference.Text("name"),
        reference.Text("namespace"),
        reference.Map("selector") is { } selector ? LabelSelector.FromJson(selector) : LabelSelector.Everything,
        reference.Text("parameterNotFoundAction") != "Allow");
}
