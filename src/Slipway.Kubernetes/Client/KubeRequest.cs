using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.Kubernetes.Client;

/// <summary>A request to an API server, watches excepted.</summary>
/// <param name="Verb">What it asks.</param>
/// <param name="Type">The kind it is about; null for a path that is no object's.</param>
/// <param name="Subresource">The subresource it is about; null for the object itself.</param>
/// <param name="Key">The object it is about; null for a list, and where the body names it.</param>
/// <param name="Body">What is sent; must not be changed.</param>
public readonly record struct KubeRequest(
    KubeVerb Verb, ResourceType? Type = null, string? Subresource = null, ObjectKey? Key = null, JsonNode? Body = null)
{
    /// <summary>Whether it may change what the server has.</summary>
    public bool IsWrite => Verb is KubeVerb.Create or KubeVerb.Update or KubeVerb.Patch or KubeVerb.Delete;
}
