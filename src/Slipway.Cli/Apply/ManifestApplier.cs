using Slipway.Cli.Connection;
using Slipway.Cli.Manifests;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Errors;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Apply;

/// <summary>Applies manifests server-side, so that what others set stays theirs.</summary>
internal sealed class ManifestApplier(HttpKubeClient client, ApplyOptions options)
{
    private ServedResources? _served;

    /// <summary>Namespaces and kinds first, whatever the order in the files: what follows needs them.</summary>
    public static IEnumerable<ManifestDocument> InOrder(IEnumerable<ManifestDocument> documents) => documents.OrderBy(d => d.Kind switch
    {
        { Group: "", Kind: "Namespace" } => 0,
        { Group: "apiextensions.k8s.io", Kind: "CustomResourceDefinition" } => 1,
        _ => 2,
    });

    /// <summary>Applies one object.</summary>
    /// <returns>What to print, such as <c>cluster.cluster.x-k8s.io/demo created</c>.</returns>
    /// <exception cref="KubeApiException">The server refused.</exception>
    /// <exception cref="CliException">The kind is not served, or the namespace does not fit.</exception>
    public async Task<string> ApplyAsync(ManifestDocument document, CancellationToken cancellationToken)
    {
        var resource = await ResourceOfAsync(document, cancellationToken);
        var key = new ObjectKey(resource.Type.Namespaced ? NamespaceOf(document) : "", document.Name);
        if (resource.Type.Namespaced)
        {
            document.Body["metadata"]!["namespace"] = key.Namespace;
        }

        var before = await client.FindAsync(resource.Type, key, cancellationToken);
        var write = new WriteOptions
        {
            FieldManager = ApplyOptions.FieldManager,
            FieldValidation = "Strict",
            Force = options.ForceConflicts,
            DryRun = options.DryRun,
        };
        var after = await client.PatchAsync(resource.Type, key, KubePatch.Apply(document.Body), write, cancellationToken);
        return $"{resource.Display(document.Name)} {Outcome(before, after)}{(options.DryRun ? " (dry run)" : "")}";
    }

    private string Outcome(KubeObject? before, KubeObject after) =>
        before is null ? "created" : after.Metadata.ResourceVersion == before.Metadata.ResourceVersion ? "unchanged" : "configured";

    private string NamespaceOf(ManifestDocument document)
    {
        if (document.Namespace.Length > 0 && options.NamedNamespace is { } named && named != document.Namespace)
        {
            throw new CliException(
                ExitCodes.Usage, $"metadata.namespace is \"{document.Namespace}\", but --namespace says \"{named}\": they must be the same.");
        }

        return document.Namespace.Length > 0 ? document.Namespace : options.NamedNamespace ?? options.DefaultNamespace;
    }

    private async Task<ServedResource> ResourceOfAsync(ManifestDocument document, CancellationToken cancellationToken)
    {
        _served ??= await ServedResources.LoadAsync(client, cancellationToken);
        if (_served.Find(document.Kind) is { } known)
        {
            return known;
        }

        // A definition earlier in the manifest may have brought the kind.
        _served = await ServedResources.LoadAsync(client, cancellationToken);
        return _served.Find(document.Kind) ?? throw new CliException(ExitCodes.Failure, Unknown(document.Kind));
    }

    private string Unknown(GroupVersionKind kind)
    {
        var versions = string.Join(", ", _served!.VersionsOf(kind));
        return versions.Length > 0
            ? $"the server serves {kind.Kind} of group \"{kind.Group}\" as {versions}, not as {kind.Version}."
            : $"the server knows no kind {kind.Kind} in apiVersion {kind.ApiVersion}.";
    }
}
