using System.Text.Json.Nodes;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Watching;

/// <summary>The objects of some kinds as the watches have told them so far.</summary>
internal sealed class Objects
{
    private readonly Dictionary<string, SortedDictionary<string, JsonObject>> _kinds = new(StringComparer.Ordinal);

    /// <summary>The kinds that are followed.</summary>
    public IEnumerable<string> Kinds => _kinds.Keys;

    /// <summary>All objects of a kind, by name.</summary>
    public IReadOnlyCollection<JsonObject> Of(ResourceType type) => Kind(type).Values;

    /// <summary>The object of a name; null when there is none.</summary>
    public JsonObject? Find(ResourceType type, string name) => Kind(type).Values.FirstOrDefault(o => o.Name() == name);

    /// <summary>One line an object, for a test that fails.</summary>
    public override string ToString() => string.Join('\n', _kinds.SelectMany(k => k.Value.Values.Select(o => Describe(k.Key, o))));

    internal void Follow(ResourceType type) => _kinds.TryAdd(type.Plural, new(StringComparer.Ordinal));

    internal void Put(ResourceType type, KubeObject obj) => Kind(type)[obj.Key.ToString()] = obj.ToJsonObject();

    internal void Remove(ResourceType type, ObjectKey key) => Kind(type).Remove(key.ToString());

    private static string Describe(string kind, JsonObject obj)
    {
        var unmet = (obj.At("status", "conditions") as JsonArray ?? [])
            .Where(c => c.Text("status") != "True")
            .Select(c => $"{c.Text("type")}={c.Text("status")} {c.Text("reason")} {c.Text("message")?.ReplaceLineEndings(" ")}");
        var deleting = obj.Text("metadata.deletionTimestamp") is null ? "" : " (deleting)";
        return $"{kind}/{obj.Name()}{deleting} {obj.Text("status.phase")} {string.Join("; ", unmet)}";
    }

    private SortedDictionary<string, JsonObject> Kind(ResourceType type) => _kinds[type.Plural];
}
