using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Slipway.ApiServer.Kinds;
using Slipway.Kubernetes.Objects;
using Slipway.Kubernetes.Schemas;

namespace Slipway.ApiServer.Registry;

/// <summary>
/// The built-in kinds, read from the tables in <c>Facts/</c> that came off a real kube-apiserver. Read once a process, immutable, and
/// shared by all engines; schemas are read when a kind is first written.
/// </summary>
internal sealed class KubernetesFacts
{
    private static readonly Lazy<KubernetesFacts> Instance = new(() => new KubernetesFacts());

    private readonly Lazy<SchemaDefinitions> _definitions = new(() => SchemaDefinitions.Parse(ReadResource("definitions.json")));

    private readonly Lazy<SchemaDefinitions> _reviews = new(() => SchemaDefinitions.Parse(ReadResource("reviews.json")));

    private readonly Lazy<TypeForms> _forms = new(() => TypeForms.Parse(
        Encoding.UTF8.GetString(ReadResource("forms.txt")), Encoding.UTF8.GetString(ReadResource("defaults.txt"))));

    private KubernetesFacts()
    {
        using var kinds = JsonDocument.Parse(ReadResource("kinds.json"));
        Groups = [.. kinds.RootElement.GetProperty("groups").EnumerateArray().Select(g =>
            new ApiGroup(Text(g, "name"), Texts(g, "versions")))];
        Resources = ReadResources(kinds.RootElement.GetProperty("resources"));
    }

    public static KubernetesFacts Shared => Instance.Value;

    /// <summary>The groups in discovery's order, the core group first.</summary>
    public ImmutableArray<ApiGroup> Groups { get; }

    public ImmutableArray<ResourceInfo> Resources { get; }

    public SchemaDefinitions Definitions => _definitions.Value;

    public TypeForms Forms => _forms.Value;

    public Schema ObjectMeta => Definitions.Find("io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta")!;

    public Schema DeleteOptions => Definitions.Find("io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions")!;

    /// <summary>What webhooks answer with: AdmissionReview and ConversionReview, by version and kind.</summary>
    public SchemaDefinitions Reviews => _reviews.Value;

    /// <summary>The embedded definitions as they are, for the OpenAPI documents.</summary>
    public static byte[] ReadDefinitions() => ReadResource("definitions.json");

    /// <summary>The table of defaults that OpenAPI v3 tells.</summary>
    public static string ReadOpenApi() => Encoding.UTF8.GetString(ReadResource("openapi.txt"));

    /// <summary>The table of protobuf messages.</summary>
    public static string ReadProtobuf() => Encoding.UTF8.GetString(ReadResource("protobuf.txt"));

    private static byte[] ReadResource(string name)
    {
        using var stream = typeof(KubernetesFacts).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private ImmutableArray<ResourceInfo> ReadResources(JsonElement rows)
    {
        var subresources = rows.EnumerateArray()
            .Where(r => Text(r, "name").Contains('/', StringComparison.Ordinal))
            .ToLookup(r => (Text(r, "group"), Text(r, "version"), Text(r, "name").Split('/')[0]));
        var resources = ImmutableArray.CreateBuilder<ResourceInfo>();
        foreach (var row in rows.EnumerateArray())
        {
            if (!Text(row, "name").Contains('/', StringComparison.Ordinal))
            {
                var own = subresources[(Text(row, "group"), Text(row, "version"), Text(row, "name"))];
                resources.Add(ReadResource(row, own));
            }
        }

        return resources.ToImmutable();
    }

    private ResourceInfo ReadResource(JsonElement row, IEnumerable<JsonElement> subresources)
    {
        var kind = new GroupVersionKind(Text(row, "group"), Text(row, "version"), Text(row, "kind"));
        var plural = Text(row, "name");
        var schema = Text(row, "schema");
        return new ResourceInfo
        {
            Kind = kind,
            Plural = plural,
            Singular = Text(row, "singularName"),
            ListKind = kind.Kind + "List",
            Namespaced = row.GetProperty("namespaced").GetBoolean(),
            Verbs = Texts(row, "verbs"),
            ShortNames = Texts(row, "shortNames"),
            Categories = Texts(row, "categories"),
            StorageVersionHash = Text(row, "storageVersionHash"),
            StorageVersion = kind.Version,
            Columns = ReadColumns(row),
            Subresources = subresources.Select(s => ReadSubresource(s, kind)).ToImmutableDictionary(s => s.Name, StringComparer.Ordinal),
            SchemaName = schema,
            LazySchema = new Lazy<Schema?>(() => schema.Length == 0 ? null : Definitions.Find(schema)),
            Rules = BuiltInRules.For(kind.GroupKind),
            Scale = BuiltInRules.ScaleOf(kind.GroupKind),
            SelectableFields = BuiltInRules.SelectableFieldsOf(kind.GroupKind),
        };
    }

    private static SubresourceInfo ReadSubresource(JsonElement row, GroupVersionKind owner)
    {
        var ownGroup = row.TryGetProperty("kindGroup", out _);
        var kind = ownGroup
            ? new GroupVersionKind(Text(row, "kindGroup"), Text(row, "kindVersion"), Text(row, "kind"))
            : owner with { Kind = Text(row, "kind") };
        return new SubresourceInfo(Text(row, "name").Split('/')[1], kind, Texts(row, "verbs"), ownGroup);
    }

    private static ImmutableArray<TableColumn> ReadColumns(JsonElement row) =>
        row.TryGetProperty("columns", out var columns)
            ? [.. columns.EnumerateArray().Select(c => new TableColumn(c[0].GetString()!, c[1].GetString()!, c[2].GetString()!, c[3].GetInt32()))]
            : [];

    private static string Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static ImmutableArray<string> Texts(JsonElement row, string name) =>
        row.TryGetProperty(name, out var values) ? [.. values.EnumerateArray().Select(v => v.GetString()!)] : [];
}
