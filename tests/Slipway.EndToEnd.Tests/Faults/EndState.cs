using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Slipway.EndToEnd.Tests.Watching;
using Slipway.Kubernetes.Objects;

namespace Slipway.EndToEnd.Tests.Faults;

/// <summary>Objects as text, without what differs from one run to the next: names drawn at random, identifiers, times, versions, ports, keys.</summary>
internal static partial class EndState
{
    private const string Nobody = "-";

    private static readonly FrozenSet<string> Chance = new[]
    {
        "uid", "resourceVersion", "generation", "observedGeneration", "creationTimestamp", "managedFields", "port", "ca.crt",
        "client-ca-file",

        // Of three control plane machines made within a second, chance says which is left: the one that was initialized, or one that joined.
        "clusterConfiguration", "initConfiguration", "joinConfiguration",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>One line an object, sorted.</summary>
    public static string Of(Objects objects, IEnumerable<ResourceType> types) =>
        string.Join('\n', types.SelectMany(t => objects.Of(t).Select(o => $"{t.Plural} {Normalise(o)}")).Order(StringComparer.Ordinal));

    /// <summary>What two states do not have in common.</summary>
    public static string Difference(string expected, string actual)
    {
        var (left, right) = (expected.Split('\n').ToList(), actual.Split('\n').ToList());
        foreach (var line in left.ToList().Where(right.Remove))
        {
            left.Remove(line);
        }

        return $"only without the fault:\n{string.Join('\n', left)}\nonly with it:\n{string.Join('\n', right)}";
    }

    private static string Normalise(JsonObject obj)
    {
        var kept = (JsonObject)Keep(obj)!;
        if (kept["data"] is JsonObject data && (string?)kept["kind"] == "Secret")
        {
            kept["data"] = new JsonArray([.. data.Select(d => JsonValue.Create(d.Key))]);
        }

        return Random().Replace(kept.ToJsonString(), Nobody);
    }

    // The order of fields is nobody's promise.
    private static JsonNode? Keep(JsonNode? node) => node switch
    {
        JsonArray items => new JsonArray([.. items.Select(Keep)]),
        JsonObject fields => new JsonObject(
            fields.Where(f => !Chance.Contains(f.Key)).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => KeyValuePair.Create(f.Key, Keep(f.Value)))),
        _ => node?.DeepClone(),
    };

    // Times, UIDs, tokens, keys and their hashes, ports, and the suffixes of generated names.
    [GeneratedRegex(
        @"\d{4}-\d\d-\d\dT[\d:.]+Z|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[a-z0-9]{6}\.[a-z0-9]{16}|(?<=bootstrap-token-)[a-z0-9]{6}|sha256:[0-9a-f]{64}|[A-Za-z0-9+/]{100,}=*|127\.0\.0\.1:\d+|(?<=-)[bcdfghjklmnpqrstvwxz2456789]{5}(?![a-z0-9])",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Random();
}
