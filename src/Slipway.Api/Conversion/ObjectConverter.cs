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

    /// <summary>The kind in the version that is stored and has the rules; null for a kind that is not converted here.</summary>
    public static GroupVersionKind? HubOf(GroupKind kind) => AllVersions.Find(kind)?.HubKind;

    /// <summary>The object in another version.</summary>
    /// <param name="obj">The object. It is not changed.</param>
    /// <param name="apiVersion">The version wanted, such as <c>cluster.x-k8s.io/v1beta1</c>.</param>
    /// <param name="versionOf">The version of a referenced kind that fulfils its contract; null for a kind that nobody serves.</param>
    /// <exception cref="ConversionException">A field's value means nothing.</exception>
    /// <exception cref="NotSupportedException">The kind or the version is not one of this room.</exception>
    public JsonObject Convert(JsonObject obj, string apiVersion, Func<GroupKind, string?> versionOf)
    {
        var from = GroupVersionKind.Parse((string?)obj["apiVersion"] ?? "", (string?)obj["kind"] ?? "");
        var to = GroupVersionKind.Parse(apiVersion, from.Kind);
        var hub = HubOf(from.GroupKind) ?? throw new NotSupportedException($"{from.GroupKind} is not converted here");
        if (HubOf(to.GroupKind) != hub || !IsKnown(from, hub) || !IsKnown(to, hub))
        {
            throw new NotSupportedException($"{from} is not known as {apiVersion}");
        }

        if (from == to)
        {
            return obj;
        }

        var inHub = from == hub ? obj : Between(from.GroupKind).ToHub(obj, Context(obj, from.Version, versionOf));
        return to == hub ? inHub : Between(to.GroupKind).FromHub(inHub, Context(obj, to.Version, versionOf));
    }

    private static bool IsKnown(GroupVersionKind kind, GroupVersionKind hub) =>
        kind == hub || AllVersions.Find(kind.GroupKind)!.Steps.Any(s => s.Older == kind.Version);

    private KindConverter Between(GroupKind kind) => _converters.GetOrAdd(kind, k => new KindConverter(AllVersions.Find(k)!, SchemasOf(k)));

    // By apiVersion: a kind that had another group has the hub's version in the other definition.
    private static Dictionary<string, Schema> SchemasOf(GroupKind kind) =>
        new[] { kind, HubOf(kind)!.Value.GroupKind }.Distinct()
            .Select(CustomResourceDefinitions.Load).SelectMany(OfDefinition).ToDictionary(StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, Schema>> OfDefinition(JsonObject definition)
    {
        var spec = definition["spec"]!;
        return spec["versions"]!.AsArray().Select(
            v => KeyValuePair.Create($"{spec["group"]}/{v!["name"]}", Schema.FromJson(v["schema"]!["openAPIV3Schema"]!)));
    }

    private static ConversionContext Context(JsonObject obj, string older, Func<GroupKind, string?> versionOf)
    {
        var metadata = obj["metadata"];
        var context = new ConversionContext(metadata?["name"].AsText(), metadata?["namespace"].AsText(), older, versionOf);
        return metadata?["creationTimestamp"].AsText() is { } created ? context with { Created = created } : context;
    }
}
