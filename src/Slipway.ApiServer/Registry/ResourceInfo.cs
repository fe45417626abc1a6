using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.ApiServer.Conversion.BuiltIn;
using Slipway.ApiServer.CustomResources;
using Slipway.ApiServer.Decoding;
using Slipway.ApiServer.Kinds;
using Slipway.ApiServer.Requests;
using Slipway.ApiServer.Verbs;
using Slipway.Kubernetes.Apply;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Registry;

/// <summary>A resource at one version, with all that handling its requests needs. Immutable and shared.</summary>
internal sealed class ResourceInfo
{
    private string? _groupResource;
    private string? _storeResource;
    private FieldManager? _fieldManager;

    public required GroupVersionKind Kind { get; init; }

    public required string Plural { get; init; }

    public required string Singular { get; init; }

    public required string ListKind { get; init; }

    public required bool Namespaced { get; init; }

    public required ImmutableArray<string> Verbs { get; init; }

    public ImmutableArray<string> ShortNames { get; init; } = [];

    public ImmutableArray<string> Categories { get; init; } = [];

    public ImmutableDictionary<string, SubresourceInfo> Subresources { get; init; } = ImmutableDictionary<string, SubresourceInfo>.Empty;

    public ImmutableArray<TableColumn> Columns { get; init; } = [];

    public string StorageVersionHash { get; init; } = "";

    /// <summary>The schema of the whole object, its metadata included; null for kinds that are not stored.</summary>
    public Schema? Schema => LazySchema?.Value;

    public Lazy<Schema?>? LazySchema { get; init; }

    /// <summary>The name of a built-in kind's schema among the definitions; empty for others.</summary>
    public string SchemaName { get; init; } = "";

    /// <summary>The status that a new object of a built-in kind has; null when it has none. Each call makes one.</summary>
    public JsonObject? EmptyStatus
    {
        get
        {
            if (IsCustom || Schema is not { } schema || Forms.Find(schema.Name) is not { } form
                || !form.Written.Any(f => f.Key == "status") || !schema.Properties.TryGetValue("status", out var property))
            {
                return null;
            }

            var status = new JsonObject();
            TypedNormalizer.Normalize(status, property);
            return status;
        }
    }

    /// <summary>Who keeps the kind's managedFields; null for kinds without a schema.</summary>
    public FieldManager? FieldManager => _fieldManager ??= Schema is not { } schema ? null
        : new FieldManager(schema, IsCustom ? null : Forms.Find(schema.Name) is null ? TypedOwnership.EmptyOf(schema) : TypedNormalizer.EmptyOf(schema));

    /// <summary>What the kind adds to the rules that all kinds have.</summary>
    public KindRules Rules { get; init; } = KindRules.None;

    public ScalePaths? Scale { get; init; }

    /// <summary>Fields that a field selector may name, besides the name and the namespace.</summary>
    public ImmutableArray<SelectableField> SelectableFields { get; init; } = [];

    /// <summary>What makes the resource custom; null for a built-in one.</summary>
    public CustomVersion? Custom { get; init; }

    private static TypeForms Forms => KubernetesFacts.Shared.Forms;

    public bool IsCustom => Custom is not null;

    /// <summary>The version in which objects are stored.</summary>
    public required string StorageVersion { get; init; }

    /// <summary>
    /// <c>plural.group</c>, or just the plural: how error texts name the resource.
    /// </summary>
    public string GroupResource => _groupResource ??= GroupResourceOf(Kind.Group, Plural);

    /// <summary>The resource in whose form and place objects are stored; null when they have their own.</summary>
    public ResourceReference? StoredAs => Custom is { } custom ? custom.StoredAs : BuiltInConversion.StorageOf(Kind);

    /// <summary>Whether objects are shown by several group versions, which a function converts.</summary>
    public bool IsConverted => !IsCustom && BuiltInConversion.HasOthers(Kind);

    /// <summary>Where the objects are in the store: mostly <see cref="GroupResource"/>.</summary>
    public string StoreResource => _storeResource ??= StoredAs is { } stored ? GroupResourceOf(stored.Group, stored.Plural) : GroupResource;

    public bool HasStatus => Subresources.ContainsKey("status");

    public ResourceReference Reference => new(Kind.Group, Kind.Version, Plural);

    /// <summary>The group version as a path: <c>/apis/apps/v1</c>.</summary>
    public string GroupVersionPath => Kind.Group.Length == 0 ? $"/api/{Kind.Version}" : $"/apis/{Kind.Group}/{Kind.Version}";

    public bool Allows(string verb) => Verbs.Contains(verb);

    public static string GroupResourceOf(string group, string plural) => group.Length == 0 ? plural : $"{plural}.{group}";
}
