using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Discovery;
using Slipway.ApiServer.Registry;
using Slipway.ApiServer.Tables;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.CustomResources;

/// <summary>Makes resources out of stored CustomResourceDefinitions.</summary>
internal static class CustomDefinitionReader
{
    private const string NameDescription =
        "Name must be unique within a namespace. Is required when creating resources, although some resources may allow a client to request "
        + "the generation of an appropriate name automatically. Name is primarily intended for creation idempotence and configuration "
        + "definition. Cannot be updated. More info: https://kubernetes.io/docs/concepts/overview/working-with-objects/names#names";

    private static readonly ImmutableArray<string> Verbs =
        ["delete", "deletecollection", "get", "list", "patch", "create", "update", "watch"];

    private static readonly ImmutableArray<string> SubresourceVerbs = ["get", "patch", "update"];

    private static readonly TableColumn Name = new("Name", "string", "name", 0) { Description = NameDescription };

    private static readonly TableColumn Age = new("Age", "date", "", 0)
    {
        Path = JsonPath.Parse(".metadata.creationTimestamp"),
        Description = "CreationTimestamp is a timestamp representing the server time when this object was created. It is not guaranteed to be "
            + "set in happens-before order across separate operations. Clients may not set this value. It is represented in RFC3339 form and is "
            + "in UTC.\n\nPopulated by the system. Read-only. Null for lists. More info: "
            + "https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md#metadata",
    };

    /// <summary>The definition's resources; null while it is not established.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="revision">The store's revision of it.</param>
    /// <param name="converter">What the process converts itself.</param>
    public static CustomDefinition? Read(JsonObject definition, long revision, IVersionConverter? converter)
    {
        if (!DefinitionConditions.IsTrue(definition, "Established"))
        {
            return null;
        }

        var spec = definition.Map("spec")!;
        var rows = spec.List("versions")!.OfType<JsonObject>().ToList();
        var storage = rows.First(v => v.IsTrue("storage")).Text("name");
        var versions = rows.Select(v => ReadVersion(v, definition, storage, revision, converter)).ToImmutableArray();
        return new CustomDefinition(
            definition.Map("metadata")!.Text("name"),
            spec.Text("group"),
            versions,
            [.. rows.Where(v => v.IsTrue("served")).Select(v => v.Text("name"))],
            versions.First(v => v.Kind.Version == storage))
        {
            Names = definition.Map("status")!.Map("acceptedNames")!,
            Terminating = definition.Map("metadata")!.ContainsKey("deletionTimestamp"),
        };
    }

    // The best of the versions that are better and not deprecated themselves.
    private static string BetterVersion(GroupVersionKind kind, JsonObject spec)
    {
        var better = spec.List("versions")!.OfType<JsonObject>()
            .Where(v => v.IsTrue("served") && !v.IsTrue("deprecated"))
            .Select(v => v.Text("name"))
            .Where(name => VersionPriority.Descending.Compare(name, kind.Version) < 0)
            .Order(VersionPriority.Descending)
            .FirstOrDefault();
        return better is null ? "" : $"; use {kind.Group}/{better} {kind.Kind}";
    }

    private static ResourceInfo ReadVersion(
        JsonObject version, JsonObject definition, string storage, long revision, IVersionConverter? converter)
    {
        var spec = definition.Map("spec")!;
        var names = definition.Map("status")!.Map("acceptedNames")!;
        var kind = new GroupVersionKind(spec.Text("group"), version.Text("name"), names.Text("kind"));
        var schema = Schema.FromJson(version.Map("schema")!.Map("openAPIV3Schema")!);
        var deprecation = !version.IsTrue("deprecated") ? "" : version.Text("deprecationWarning") is { Length: > 0 } given
            ? given
            : $"{kind.ApiVersion} {kind.Kind} is deprecated{BetterVersion(kind, spec)}";
        var scale = ReadScale(version);
        return new ResourceInfo
        {
            Kind = kind,
            Plural = names.Text("plural"),
            Singular = names.Text("singular"),
            ListKind = names.Text("listKind"),
            Namespaced = spec.Text("scope") == "Namespaced",
            Verbs = Verbs,
            ShortNames = [.. names.Texts("shortNames")],
            Categories = [.. names.Texts("categories")],
            Subresources = ReadSubresources(version, kind),
            Columns = ReadColumns(version),
            LazySchema = new Lazy<Schema?>(() => schema.AsResource(KubernetesFacts.Shared.ObjectMeta)),
            Scale = scale,
            SelectableFields = [.. (version.List("selectableFields")?.OfType<JsonObject>() ?? []).Select(f =>
                new SelectableField(f.Text("jsonPath").TrimStart('.'), JsonPath.Parse(f.Text("jsonPath"))))],
            Custom = new CustomVersion(definition.Map("metadata")!.Text("name"), revision, schema, deprecation, kind.Version == storage)
            {
                Conversion = ConversionWebhook.Read(spec),
                StoredAs = converter?.StoredAs(kind.GroupKind),
                Generation = definition.Map("metadata")!.Integer("generation") ?? 0,
                Validator = new CustomResourceValidator(schema, scale),
            },
            StorageVersion = storage,
            StorageVersionHash = StorageVersionHash.Of(kind with { Version = storage }),
        };
    }

    private static ImmutableDictionary<string, SubresourceInfo> ReadSubresources(JsonObject version, GroupVersionKind kind)
    {
        var found = ImmutableDictionary.CreateBuilder<string, SubresourceInfo>(StringComparer.Ordinal);
        if (version.Map("subresources")?.ContainsKey("status") == true)
        {
            found["status"] = new SubresourceInfo("status", kind, SubresourceVerbs, HasOwnGroup: false);
        }

        if (version.Map("subresources")?.Map("scale") is not null)
        {
            found["scale"] = new SubresourceInfo(
                "scale", new GroupVersionKind("autoscaling", "v1", "Scale"), SubresourceVerbs, HasOwnGroup: true);
        }

        return found.ToImmutable();
    }

    private static ScalePaths? ReadScale(JsonObject version) =>
        version.Map("subresources")?.Map("scale") is not { } scale ? null : new ScalePaths(
        JsonPath.Parse(scale.Text("specReplicasPath")),
        JsonPath.Parse(scale.Text("statusReplicasPath")),
        scale.Text("labelSelectorPath") is { Length: > 0 } selector ? JsonPath.Parse(selector) : null);

    private static ImmutableArray<TableColumn> ReadColumns(JsonObject version)
    {
        if (version.List("additionalPrinterColumns") is not { Count: > 0 } columns)
        {
            return [Name, Age];
        }

        try
        {
            return [Name, .. columns.OfType<JsonObject>().Select(ReadColumn)];
        }
        catch (FormatException)
        {
            // A path that cannot be read is found out by nobody when the definition is written: its columns then do not count.
            return [Name, Age];
        }
    }

    private static TableColumn ReadColumn(JsonObject column) =>
        new(column.Text("name"), column.Text("type"), column.Text("format"), (int)(column.Integer("priority") ?? 0))
        {
            Path = JsonPath.Parse(column.Text("jsonPath")),
            Description = column.Text("description") is { Length: > 0 } given
                ? given
                : $"Custom resource definition column (in JSONPath format): {column.Text("jsonPath")}",
        };
}
