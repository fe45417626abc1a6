using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Slipway.ApiServer.Tests.Recorded;

/// <summary>An answer without what differs from run to run: versions, identities, times, generated names, the case's namespace.</summary>
internal static partial class NormalAnswer
{
    private static readonly HashSet<string> Times =
    [
        "creationTimestamp", "deletionTimestamp", "time", "lastTransitionTime", "lastUpdateTime", "renewTime", "acquireTime",
        "lastHeartbeatTime", "eventTime", "firstTimestamp", "lastTimestamp", "startTime",
    ];

    /// <summary>The answer as it is compared. One that is normal already stays as it is.</summary>
    public static JsonNode? Of(JsonNode? node, string ns) => node switch
    {
        JsonObject map => OfMap(map, ns),
        JsonArray list => new JsonArray([.. list.Select(e => Of(e, ns))]),
        JsonValue value when value.GetValueKind() == JsonValueKind.String =>
            Uuid().Replace(value.GetValue<string>(), "<uid>").Replace(ns, "<ns>", StringComparison.Ordinal),
        _ => node?.DeepClone(),
    };

    /// <summary>
    /// Makes the text of an error comparable, in place. Several causes come in any order, so a text that joins them says no more than they do.
    /// </summary>
    public static void OfMessage(JsonNode? body)
    {
        if (body is not JsonObject status || status["kind"]?.ToString() != "Status" || status["message"] is not JsonValue message)
        {
            return;
        }

        if (status["details"]?["causes"] is JsonArray { Count: > 1 })
        {
            status.Remove("message");
        }
        else
        {
            status["message"] = ParenthesizedNumber().Replace((string)message!, "(<rv>)");
        }
    }

    private static JsonObject OfMap(JsonObject map, string ns)
    {
        var normal = new JsonObject();
        foreach (var (name, value) in map)
        {
            if (name is "selfLink" or "podCIDR" or "podCIDRs")
            {
                continue;
            }

            var text = value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
            normal[name.Replace(ns, "<ns>", StringComparison.Ordinal)] = name switch
            {
                "resourceVersion" when text is not (null or "") => "<rv>",
                "uid" when text is not (null or "") => "<uid>",
                "continue" when text is not (null or "") => "<continue>",
                "managedFields" or "causes" => Sorted(value as JsonArray ?? [], ns),
                "name" when text is not null && (string?)map["generateName"] is { Length: > 0 } prefix && text.StartsWith(prefix, StringComparison.Ordinal) =>
                    prefix + "<suffix>",
                _ when text is not null && Times.Contains(name) && Stamp().IsMatch(text) => "<time>",
                _ => Of(value, ns),
            };
        }

        return normal;
    }

    private static JsonArray Sorted(JsonArray list, string ns) =>
        new([.. list.Select(e => Of(e, ns)).OrderBy(e => Canonical(e)?.ToJsonString(), StringComparer.Ordinal)]);

    private static JsonNode? Canonical(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Canonical(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Canonical)]),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.None, 1000)]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Stamp();

    [GeneratedRegex(@"\(\d+\)", RegexOptions.None, 1000)]
    private static partial Regex ParenthesizedNumber();
}
