using Slipway.Cli.Connection;
using Slipway.Cli.Manifests;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Delete;

/// <summary>An object to delete.</summary>
/// <param name="Resource">What it is.</param>
/// <param name="Key">Its namespace and name.</param>
internal sealed record DoomedObject(ServedResource Resource, ObjectKey Key)
{
    /// <summary>The object of a manifest.</summary>
    /// <exception cref="CliException">Its kind is not served.</exception>
    public static DoomedObject Of(ManifestDocument document, ServedResources served, string ns)
    {
        var resource = served.Find(document.Kind)
            ?? throw new CliException(ExitCodes.Failure, $"{document.Where}: the server does not serve {document.Kind}.");
        var own = document.Namespace.Length > 0 ? document.Namespace : ns;
        return new DoomedObject(resource, new ObjectKey(resource.Type.Namespaced ? own : "", document.Name));
    }
}
