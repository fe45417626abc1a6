using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Requests;

namespace Slipway.ApiServer.Http.Negotiation;

/// <summary>What is asked for, as far as it decides in which forms it can be had.</summary>
/// <param name="Resource">The resource.</param>
internal readonly record struct ResponseTarget(ResourceReference Resource)
{
    /// <summary>Whether the answer is a stream of events, for which there is no YAML.</summary>
    public bool IsWatch { get; init; }

    /// <summary>Whether objects are listed, as the text of a refusal tells.</summary>
    public bool IsList { get; init; }

    /// <summary>Whether the answer is never made into another form: a Status, a document.</summary>
    public bool IsPlainOnly { get; init; }

    /// <summary>Whether the answer can be had as a Table: what is asked about access and is stored nowhere cannot.</summary>
    public bool HasTable => Resource.Group is not ("authorization.k8s.io" or "authentication.k8s.io");

    /// <summary>
    /// Whether the resource is a custom one: its objects have no protobuf, and its routes are not checked before its handler is.
    /// </summary>
    public bool IsCustom => !IsPlainOnly && !ResourceRegistry.IsBuiltIn(Resource.Group, Resource.Version);
}
