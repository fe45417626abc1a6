using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Slipway.Api;
using Slipway.Api.Crds;
using Slipway.Kubernetes.Client;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Plane;

/// <summary>Keeps the CustomResourceDefinitions of this program's version on a server; writes none that is there already.</summary>
/// <param name="client">The server.</param>
/// <param name="conversion">
/// The <c>spec.conversion</c> of kinds in several versions; null for a server whose process converts them.
/// </param>
internal sealed class DefinitionInstaller(IKubeClient client, JsonObject? conversion = null)
{
    /// <summary>
    /// The digest of the definition as this program has it: a server fills in defaults, so that the rest cannot be compared.
    /// </summary>
    internal const string DigestAnnotation = "slipway.dev/definition-digest";

    private static readonly WriteOptions Options = new() { FieldManager = "slipway" };

    /// <summary>Creates or updates what is missing or of another version.</summary>
    /// <returns>How many definitions were written.</returns>
    public async Task<int> InstallAsync(CancellationToken cancellationToken)
    {
        var written = await Task.WhenAll(CustomResourceDefinitions.Load().Where(IsKept).Select(d => InstallAsync(d, cancellationToken)));
        return written.Count(w => w);
    }

    // Another server would keep the objects of a kind's former group apart from the kind's own: nobody would ever look at them.
    private bool IsKept(JsonObject definition) =>
        conversion is null || !ApiTypes.Moved.Any(m => m.Resource.Kind.Group == (string?)definition["spec"]?["group"]);

    private async Task<bool> InstallAsync(JsonObject definition, CancellationToken cancellationToken)
    {
        var metadata = definition["metadata"]!.AsObject();
        if (conversion is not null && definition["spec"]!["versions"]!.AsArray().Count > 1)
        {
            definition["spec"]!["conversion"] = conversion.DeepClone();
        }

        var digest = Convert.ToHexStringLower(SHA256.HashData(KubeJson.ToUtf8(definition)));
        var annotations = metadata["annotations"] as JsonObject ?? [];
        annotations[DigestAnnotation] = digest;
        metadata["annotations"] = annotations;

        var key = ObjectKey.ClusterScoped((string)metadata["name"]!);
        var present = await client.FindAsync((ResourceType)BuiltInTypes.CustomResourceDefinition, key, cancellationToken);
        if (present is null)
        {
            await client.CreateAsync(BuiltInTypes.CustomResourceDefinition, definition, Options, cancellationToken);
            return true;
        }

        if (present.Metadata.Annotations.TryGetValue(DigestAnnotation, out var known) && known == digest)
        {
            return false;
        }

        metadata["resourceVersion"] = present.Metadata.ResourceVersion;
        await client.UpdateAsync(BuiltInTypes.CustomResourceDefinition, definition, Options, cancellationToken);
        return true;
    }
}
