using System.Text.Json.Nodes;
using Slipway.ApiServer.Requests;
using Slipway.Kubernetes.Objects;

namespace Slipway.ApiServer.Verbs;

/// <summary>Converts custom resources between the versions of their kind, in place of a conversion webhook.</summary>
public interface IVersionConverter
{
    /// <summary>Whether objects of the kind are converted here; else only their <c>apiVersion</c> changes.</summary>
    bool Converts(GroupKind kind);

    /// <summary>
    /// The resource as which objects of the kind are stored, because they are the same objects under another name; null when they are not.
    /// </summary>
    ResourceReference? StoredAs(GroupKind kind);

    /// <summary>The object in another version.</summary>
    /// <param name="obj">The object, which becomes the converter's.</param>
    /// <param name="apiVersion">The version wanted, such as <c>cluster.x-k8s.io/v1beta1</c>.</param>
    /// <param name="cancellationToken">Ends the conversion.</param>
    ValueTask<JsonObject> ConvertAsync(JsonObject obj, string apiVersion, CancellationToken cancellationToken);
}
