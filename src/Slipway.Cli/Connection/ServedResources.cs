using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Slipway.Cli.Terminal;
using Slipway.Kubernetes.Http;
using Slipway.Kubernetes.Objects;

namespace Slipway.Cli.Connection;

/// <summary>What the server serves, from its aggregated discovery (Kubernetes 1.27 or newer).</summary>
internal sealed class ServedResources
{
    private const string Accept =
        "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
        + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json";

    private readonly ImmutableArray<ServedResource> _all;

    /// <param name="all">Every resource at every version, preferred versions first.</param>
    public ServedResources(IEnumerable<ServedResource> all) => _all = [.. all];

    public static async Task<ServedResources> LoadAsync(HttpKubeClient client, CancellationToken cancellationToken)
    {
        var core = ReadAsync(client, "/api", cancellationToken);
        var groups = ReadAsync(client, "/apis", cancellationToken);
        return new([.. await core, .. await groups]);
    }

    /// <summary>The resource of a kind at a version; null when it is not served.</summary>
    public ServedResource? Find(GroupVersionKind kind) => _all.FirstOrDefault(r => r.Type.Kind == kind);

    /// <summary>Other versions that serve the kind, for a message.</summary>
    public IEnumerable<string> VersionsOf(GroupVersionKind kind) =>
        _all.Where(r => r.Type.Kind.GroupKind == kind.GroupKind).Select(r => r.Type.Kind.Version);

    /// <summary>
    /// The resources that the user's words mean: names, short names, kinds, <c>name.group</c>, <c>name.version.group</c>, categories,
    /// joined by commas.
    /// </summary>
    /// <exception cref="CliException">A word names nothing that is served.</exception>
    public IReadOnlyList<ServedResource> Resolve(string words) =>
        [.. words.Split(',', StringSplitOptions.RemoveEmptyEntries).SelectMany(ResolveOne).DistinctBy(r => r.Type.GroupResource)];

    private IEnumerable<ServedResource> ResolveOne(string word)
    {
        if (Lookup(word) is { } found)
        {
            return [found];
        }

        var category = _all.Where(r => r.CanList && r.Categories.Contains(word, StringComparer.OrdinalIgnoreCase)).ToList();
        if (category.Count > 0)
        {
            return category;
        }

        var near = Suggestion.Of(word, _all.SelectMany(r => r.ShortNames.Append(r.Type.Plural).Append(r.Singular)));
        throw new CliException(ExitCodes.Usage, $"the server doesn't have a resource type \"{word}\"{(near is null ? "." : $": did you mean {near}?")}");
    }

    private ServedResource? Lookup(string word)
    {
        var dot = word.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0)
        {
            return _all.FirstOrDefault(r => r.IsNamed(word));
        }

        var (name, rest) = (word[..dot], word[(dot + 1)..]);
        return _all.FirstOrDefault(r => r.IsNamed(name) && (r.Type.Kind.Group == rest || $"{r.Type.Kind.Version}.{r.Type.Kind.Group}" == rest))
            ?? _all.FirstOrDefault(r => r.IsNamed(name) && rest.Length > 0 && r.Type.Kind.Group.StartsWith(rest, StringComparison.Ordinal));
    }

    private static async Task<List<ServedResource>> ReadAsync(HttpKubeClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.OpenAsync(path, Accept, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var document = await JsonNode.ParseAsync(body, documentOptions: KubeJson.DocumentOptions, cancellationToken: cancellationToken);
        if ((string?)document?["kind"] != "APIGroupDiscoveryList")
        {
            throw new CliException(ExitCodes.Failure, "the server does not speak aggregated discovery: Kubernetes 1.27 or newer was expected.");
        }

        var resources =
            from grp in Items(document, "items")
            let name = (string?)grp["metadata"]?["name"] ?? ""
            from version in Items(grp, "versions")
            from resource in Items(version, "resources")
            where resource["responseKind"] is not null
            select Read(name, (string)version["version"]!, resource);
        return [.. resources];
    }

    private static ServedResource Read(string group, string version, JsonNode resource) =>
        new(new ResourceType(
            new GroupVersionKind(group, version, (string)resource["responseKind"]!["kind"]!),
            (string)resource["resource"]!,
            (string?)resource["scope"] == "Namespaced"))
        {
            Singular = (string?)resource["singularResource"] ?? "",
            ShortNames = [.. Items(resource, "shortNames").Select(n => (string)n!)],
            Categories = [.. Items(resource, "categories").Select(n => (string)n!)],
            CanList = Items(resource, "verbs").Any(v => (string?)v == "list"),
        };

    private static IEnumerable<JsonNode> Items(JsonNode? parent, string name) => (parent?[name] as JsonArray)?.OfType<JsonNode>() ?? [];
}
