using Slipway.ApiServer.Conversion;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>What a resource at one version has more when it is defined by a CustomResourceDefinition.</summary>
/// <param name="Definition">The name of the CustomResourceDefinition.</param>
/// <param name="Revision">The store's revision of the definition: objects written later have its defaults already.</param>
/// <param name="Schema">The version's own <c>openAPIV3Schema</c>: what defaults and validation go by.</param>
/// <param name="DeprecationWarning">What to warn clients with; empty when the version is not deprecated.</param>
/// <param name="Storage">Whether this is the version that objects are stored in.</param>
internal sealed record CustomVersion(string Definition, long Revision, Schema Schema, string DeprecationWarning, bool Storage)
{
    /// <summary>What converts objects to and from this version; null when only <c>apiVersion</c> changes.</summary>
    public ConversionWebhook? Conversion { get; init; }

    /// <summary>The resource that the objects really are; null when they are this one.</summary>
    public ResourceReference? StoredAs { get; init; }

    /// <summary>Which of the definition's specifications this is a part of (<c>metadata.generation</c>).</summary>
    public required long Generation { get; init; }

    /// <summary>What checks the objects.</summary>
    public required CustomResourceValidator Validator { get; init; }
}
