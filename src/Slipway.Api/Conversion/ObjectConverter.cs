using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Slipway.Api.Conversion.Kinds;
using Slipway.Api.Crds;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.Api.Conversion;

/// <summary>Converts objects of this room's kinds between the versions that are served.</summary>
public sealed class ObjectConverter
{
    private readonly ConcurrentDictionary<GroupKind, KindConverter> _converters = new();

    /// <summary>The version of the kind that is stored and that its rules are written for; null for a kind that is not converted here.</summary>
    public static string? HubOf(GroupKind kind) => AllVersions.Find(kind)?.Hub;

    /// <summary>The object in another version.</summary>
    /// <param name="obj">The object. It is not changed.</param>
    /// <param name="version">The version wanted, such as <c>v1beta1</c>.</param>
    /// <param name="versionOf">The version of a referenced kind that fulfils its contract; null for a kind that nobody serves.</param>
    /// <exception cref="ConversionException">A field's value means nothing.</exception>
    /// <exception cref="ArgumentException">The kind or the version is not one of this room.</exception>
    public JsonObject Convert(JsonObject obj, string version, Func<GroupKind, string?> versionOf)
    {
        var from = GroupVersionKind.Parse((string?)obj["apiVersion"] ?? "", (string?)obj["kind"] ?? "");
        var versions = AllVersions.Find(from.GroupKind) ?? throw new ArgumentException($"{from.GroupKind} is not converted here", nameof(obj));
        if (from.Version == version)
        {
            return obj;
        }

        var converter = _converters.GetOrAdd(from.GroupKind, _ => new KindConverter(versions, SchemasOf(from.GroupKind)));
        var hub = from.Version == versions.Hub ? obj : converter.ToHub(obj, Context(obj, from.Version, versionOf));
        return version == versions.Hub ? hub : converter.FromHub(hub, Context(obj, version, versionOf));
    }

    private static Dictionary<string, Schema> SchemasOf(GroupKind kind) =>
        CustomResourceDefinitions.Load(kind)["spec"]!["versions"]!.AsArray().ToDictionary(
            v => (string)v!["name"]!, v => Schema.FromJson(v!["schema"]!["openAPIV3Schema"]!), StringComparer.Ordinal);

    private static ConversionContext Context(JsonObject obj, string older, Func<GroupKind, string?> versionOf)
    {
        var metadata = obj["metadata"];
        var context = new ConversionContext(metadata?["name"].AsText(), metadata?["namespace"].AsText(), older, versionOf);
        return metadata?["creationTimestamp"].AsText() is { } created ? context with { Created = created } : context;
    }
}
