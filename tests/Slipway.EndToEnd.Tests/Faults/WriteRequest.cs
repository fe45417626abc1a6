using System.Text.Json.Nodes;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>A write that the controllers are about to make.</summary>
/// <param name="Verb">What they do, in words.</param>
/// <param name="Type">To what kind.</param>
/// <param name="Key">To which object.</param>
/// <param name="Server">Where.</param>
internal sealed record WriteRequest(string Verb, ResourceType Type, ObjectKey Key, IKubeClient Server)
{
    /// <summary>What they send; null for a deletion.</summary>
    public JsonNode? Body { get; init; }

    public override string ToString() => $"{Verb} {Type.Plural} {Key}";
}
